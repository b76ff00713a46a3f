"""How a choice was counted, as pictures and as tables: a page draws the shapes, a screen reader gets the table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from babel.numbers import format_decimal

from samenspel.kernels.statute.clause import Language
from samenspel.kernels.tally import Row, Shape, Table, Words
from samenspel.kernels.tally.result import Figure

_WIDTH = 360
_LINE = 40
_LONGEST = 30
"""Letters of a title in a picture; the table beside it has all of them."""
_MOST_IN_MATRIX = 8
_MONEY_COLUMNS = frozenset({0, 3, 4})


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, with the classes that colour it."""

    x: int
    y: int
    width: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text in a picture; `anchor` is start, middle or end."""

    x: int
    y: int
    text: str
    anchor: str = "start"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in drawing units."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, as text."""

    label: str
    cells: tuple[str, ...]
    note: str
    won: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a count as people see it: title, columns, lines, and a picture of it where one helps."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class Telling:
    """What tables are told with: titles of options, who won, the language, and how money is written.

    `upside_down` says that a high grade is bad, as with resistance.
    """

    titles: Mapping[str, str]
    winners: frozenset[str]
    language: Language
    money: Callable[[int], str]
    upside_down: bool

    def say(self, words: Words) -> str:
        return words.en if self.language is Language.EN else words.nl

    def label(self, row: Row) -> str:
        """What a row is about; a row with words of its own says those."""
        return self.say(row.label) or self.titles.get(row.option, row.option)


def sheet(table: Table, telling: Telling) -> Sheet:
    """A table with its picture."""
    draw = _DRAWN.get(table.shape)
    return Sheet(
        title=telling.say(table.title),
        columns=tuple(telling.say(column) for column in table.columns),
        lines=tuple(
            Line(
                telling.label(row),
                tuple(_cell(table, place, cell, telling) for place, cell in enumerate(row.cells)),
                telling.say(row.note),
                row.option in telling.winners,
            )
            for row in table.rows
        ),
        drawing=draw(table, telling) if draw is not None and table.rows else None,
    )


def _cell(table: Table, place: int, cell: Figure, telling: Telling) -> str:
    if cell is None:
        return "–"
    if table.shape is Shape.PAYMENTS and place in _MONEY_COLUMNS:
        whole = -(
            -Fraction(cell).numerator // Fraction(cell).denominator
        )  # a part of a cent is a cent to pay
        return telling.money(whole) if whole > 0 else "–"
    return number(cell, telling.language)


def number(figure: Figure, language: Language) -> str:
    """A figure as people write it: whole, or cut off after two decimals. The exact fraction stays in the file."""
    exact = Fraction(figure or 0)
    if exact.denominator == 1:
        return str(exact.numerator)
    hundredths = exact.numerator * 100 // exact.denominator
    sign, (whole, rest) = ("-" if hundredths < 0 else ""), divmod(abs(hundredths), 100)
    return f"{sign}{format_decimal(whole, locale=language.value)}{'.' if language is Language.EN else ','}{rest:02d}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _bars(table: Table, telling: Telling) -> Drawing:
    """A bar for each row, by its first figure."""
    figures = [max(Fraction(row.cells[0] or 0), Fraction(0)) for row in table.rows]
    return _bar_lines([(row, figure) for row, figure in zip(table.rows, figures, strict=True)], telling)


def _bar_lines(rows: Sequence[tuple[Row, Fraction]], telling: Telling) -> Drawing:
    whole = max((figure for _, figure in rows), default=Fraction(0)) or Fraction(1)
    boxes, labels = [], []
    for place, (row, figure) in enumerate(rows):
        top = place * _LINE
        kind = "won" if row.option in telling.winners else ""
        labels.append(Label(0, top + 14, _short(telling.label(row))))
        labels.append(Label(_WIDTH, top + 14, number(figure, telling.language), "end"))
        boxes.append(Box(0, top + 19, _WIDTH, 12, "all"))
        boxes.append(Box(0, top + 19, int(figure * _WIDTH / whole), 12, kind))
    return Drawing(_WIDTH, len(rows) * _LINE, tuple(boxes), tuple(labels))


def _grades(table: Table, telling: Telling) -> Drawing:
    """For each option a bar in stretches, a stretch for each grade, best first."""
    boxes, labels = [], []
    last = len(table.columns) - 1
    for place, row in enumerate(table.rows):
        top, counts = place * _LINE, [int(cell or 0) for cell in row.cells]
        whole, start = sum(counts) or 1, 0
        labels.append(Label(0, top + 14, _short(telling.label(row))))
        order = range(last + 1) if telling.upside_down else range(last, -1, -1)
        for tone, grade in enumerate(order):
            end = start + counts[grade]
            left, right = start * _WIDTH // whole, end * _WIDTH // whole
            if right > left:
                boxes.append(Box(left, top + 19, right - left, 14, f"g{tone * 5 // max(last, 1)}"))
            start = end
    return Drawing(_WIDTH, len(table.rows) * _LINE, tuple(boxes), tuple(labels))


def _rounds(table: Table, telling: Telling) -> Drawing | None:
    """A row of bars for each option, one for each round, so that one sees them grow and drop out."""
    rounds = len(table.columns)
    if rounds > _MOST_IN_MATRIX:
        return _bars(table, telling) if rounds else None
    whole = max(
        (Fraction(cell or 0) for row in table.rows for cell in row.cells), default=Fraction(0)
    ) or Fraction(1)
    step = _WIDTH // max(rounds, 1)
    boxes, labels = [], []
    for place, row in enumerate(table.rows):
        top = place * (_LINE + 14)
        labels.append(Label(0, top + 14, _short(telling.label(row))))
        for round_, cell in enumerate(row.cells):
            if cell is None:
                continue
            width = int(max(Fraction(cell), Fraction(0)) * (step - 12) / whole)
            boxes.append(
                Box(round_ * step, top + 19, width, 12, "won" if row.option in telling.winners else "")
            )
            labels.append(Label(round_ * step, top + 45, number(cell, telling.language), kind="quiet"))
    return Drawing(_WIDTH, len(table.rows) * (_LINE + 14), tuple(boxes), tuple(labels))


def _matrix(table: Table, telling: Telling) -> Drawing | None:
    """Options against options: a cell is coloured where the one of its row beats the one of its column."""
    many = len(table.rows)
    if not 1 < many <= _MOST_IN_MATRIX:
        return None
    left, side = 26, (_WIDTH - 26) // many
    height = min(side, 44)
    boxes, labels = [], []
    for place, row in enumerate(table.rows):
        middle = 30 + place * height + height // 2 + 5
        labels.append(Label(left - 12, middle, _letter(place), "end"))
        labels.append(Label(left + place * side + side // 2, 20, _letter(place), "middle"))
        for other, cell in enumerate(row.cells):
            if cell is None:
                continue
            back = table.rows[other].cells[place] or 0
            boxes.append(
                Box(
                    left + other * side,
                    30 + place * height,
                    side - 3,
                    height - 3,
                    "won" if cell > back else "all",
                )
            )
            labels.append(
                Label(
                    left + other * side + side // 2,
                    middle,
                    number(cell, telling.language),
                    "middle",
                    "on" if cell > back else "",
                )
            )
    foot = 30 + many * height + 18
    for place, row in enumerate(table.rows):
        labels.append(
            Label(0, foot + place * 20, f"{_letter(place)}  {_short(telling.label(row))}", kind="quiet")
        )
    return Drawing(_WIDTH, foot + many * 20, tuple(boxes), tuple(labels))


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _payments(table: Table, telling: Telling) -> Drawing:
    """How far the money came for each project: a bar as long as its cost, filled as far as its voters could pay."""
    whole = max((Fraction(row.cells[0] or 0) for row in table.rows), default=Fraction(0)) or Fraction(1)
    boxes, labels = [], []
    for place, row in enumerate(table.rows):
        top, cost = place * _LINE, Fraction(row.cells[0] or 0)
        paid = (
            cost if row.option in telling.winners else max(cost - Fraction(row.cells[4] or cost), Fraction(0))
        )
        labels.append(Label(0, top + 14, _short(telling.label(row))))
        labels.append(Label(_WIDTH, top + 14, telling.money(int(cost)), "end"))
        boxes.append(Box(0, top + 19, int(cost * _WIDTH / whole), 12, "all"))
        boxes.append(
            Box(0, top + 19, int(paid * _WIDTH / whole), 12, "won" if row.option in telling.winners else "")
        )
    return Drawing(_WIDTH, len(table.rows) * _LINE, tuple(boxes), tuple(labels))


_DRAWN: dict[Shape, Callable[[Table, Telling], Drawing | None]] = {
    Shape.SCORES: _bars,
    Shape.GRADES: _grades,
    Shape.ROUNDS: _rounds,
    Shape.PAIRS: _matrix,
    Shape.PAYMENTS: _payments,
}
