"""The kinds of parameter: how a value is checked, and how it is written out in Dutch and English."""

from dataclasses import dataclass

from samenspel.kernels.statute.clause import Domain, Language, Value, Words
from samenspel.kernels.statute.model import Share

_MAJORITIES: dict[Share, Words] = {
    Share(1, 2): Words("meer dan de helft", "more than half"),
    Share(2, 3): Words("ten minste twee derde", "at least two thirds"),
    Share(3, 4): Words("ten minste drie vierde", "at least three quarters"),
    Share(4, 5): Words("ten minste vier vijfde", "at least four fifths"),
    Share(9, 10): Words("ten minste negen tiende", "at least nine tenths"),
    Share(1, 1): Words("alle", "all"),
}
_PARTS: dict[Share, Words] = {
    Share(0, 1): Words("niets", "nothing"),
    Share(1, 20): Words("een twintigste", "one twentieth"),
    Share(1, 10): Words("een tiende", "one tenth"),
    Share(1, 5): Words("een vijfde", "one fifth"),
    Share(1, 4): Words("een kwart", "one quarter"),
    Share(3, 10): Words("drie tiende", "three tenths"),
    Share(1, 3): Words("een derde", "one third"),
    Share(2, 5): Words("twee vijfde", "two fifths"),
    Share(1, 2): Words("de helft", "half"),
    Share(3, 5): Words("drie vijfde", "three fifths"),
    Share(2, 3): Words("twee derde", "two thirds"),
    Share(7, 10): Words("zeven tiende", "seven tenths"),
    Share(3, 4): Words("drie kwart", "three quarters"),
    Share(4, 5): Words("vier vijfde", "four fifths"),
    Share(9, 10): Words("negen tiende", "nine tenths"),
    Share(1, 1): Words("alles", "everything"),
}


def _share(raw: object, allowed: tuple[Share, ...]) -> Share:
    if isinstance(raw, (list, tuple)) and len(raw) == 2 and all(type(part) is int for part in raw):
        share = Share(*raw)
        if share in allowed:
            return share
    raise ValueError(Words("Kies een van de mogelijkheden.", "Choose one of the options."))


def _between(low: Share, share: Share, high: Share) -> bool:
    return (
        low.numerator * share.denominator <= share.numerator * low.denominator
        and share.numerator * high.denominator <= high.numerator * share.denominator
    )


@dataclass(frozen=True, slots=True)
class Majority(Domain):
    """A majority, one of the usual shares from `lowest` to `highest`."""

    lowest: Share = Share(1, 2)
    highest: Share = Share(1, 1)

    @property
    def options(self) -> tuple[Share, ...]:
        return tuple(share for share in _MAJORITIES if _between(self.lowest, share, self.highest))

    def parse(self, raw: object) -> Value:
        return _share(raw, self.options)

    def write(self, value: Value, language: Language) -> str:
        assert isinstance(value, Share)
        return _MAJORITIES[value].say(language)


@dataclass(frozen=True, slots=True)
class Part(Domain):
    """A part of a whole, between `lowest` and `highest`, from the usual fractions."""

    lowest: Share = Share(0, 1)
    highest: Share = Share(1, 1)

    @property
    def options(self) -> tuple[Share, ...]:
        return tuple(share for share in _PARTS if _between(self.lowest, share, self.highest))

    def parse(self, raw: object) -> Value:
        return _share(raw, self.options)

    def write(self, value: Value, language: Language) -> str:
        assert isinstance(value, Share)
        return _PARTS[value].say(language)


@dataclass(frozen=True, slots=True)
class Whole(Domain):
    """A whole number between bounds, with an optional unit in singular and plural (`1 dag`, `14 dagen`)."""

    lowest: int
    highest: int
    one: Words = Words("", "")
    many: Words = Words("", "")

    def parse(self, raw: object) -> Value:
        if type(raw) is not int:
            raise ValueError(Words("Vul een heel getal in.", "Enter a whole number."))
        if not self.lowest <= raw <= self.highest:
            raise ValueError(
                Words(
                    f"Vul een getal in van {self.lowest} tot en met {self.highest}.",
                    f"Enter a number from {self.lowest} to {self.highest}.",
                )
            )
        return raw

    def write(self, value: Value, language: Language) -> str:
        assert isinstance(value, int)
        unit = (self.one if value == 1 else self.many).say(language)
        return f"{value} {unit}" if unit else str(value)


def days(lowest: int, highest: int) -> Whole:
    return Whole(lowest, highest, Words("dag", "day"), Words("dagen", "days"))


def months(lowest: int, highest: int) -> Whole:
    return Whole(lowest, highest, Words("maand", "month"), Words("maanden", "months"))


def people(lowest: int, highest: int) -> Whole:
    return Whole(lowest, highest, Words("mens", "person"), Words("mensen", "people"))


@dataclass(frozen=True, slots=True)
class Euro(Domain):
    """An amount in euro cents."""

    lowest: int
    highest: int

    def parse(self, raw: object) -> Value:
        if type(raw) is not int:
            raise ValueError(Words("Vul een bedrag in.", "Enter an amount."))
        if not self.lowest <= raw <= self.highest:
            low, high = self.write(self.lowest, Language.NL), self.write(self.highest, Language.NL)
            english = self.write(self.lowest, Language.EN), self.write(self.highest, Language.EN)
            raise ValueError(
                Words(
                    f"Vul een bedrag in van {low} tot en met {high}.",
                    f"Enter an amount from {english[0]} to {english[1]}.",
                )
            )
        return raw

    def write(self, value: Value, language: Language) -> str:
        assert isinstance(value, int)
        euros, cents = divmod(value, 100)
        whole = f"{euros:,}"
        if language is Language.EN:
            return f"€{whole}" + (f".{cents:02d}" if cents else "")
        return f"€ {whole.replace(',', '.')}" + (f",{cents:02d}" if cents else "")


@dataclass(frozen=True, slots=True)
class Minutes(Domain):
    """A length of time in minutes, written in hours and minutes (`1 uur en 30 minuten`)."""

    lowest: int
    highest: int

    def parse(self, raw: object) -> Value:
        if type(raw) is not int:
            raise ValueError(Words("Vul een heel aantal minuten in.", "Enter a whole number of minutes."))
        if not self.lowest <= raw <= self.highest:
            raise ValueError(
                Words(
                    f"Vul een tijd in van {self.lowest} tot en met {self.highest} minuten.",
                    f"Enter a time from {self.lowest} to {self.highest} minutes.",
                )
            )
        return raw

    def write(self, value: Value, language: Language) -> str:
        assert isinstance(value, int)
        hours, minutes = divmod(value, 60)
        english = language is Language.EN
        parts = []
        if hours:
            parts.append(f"{hours} {('hour' if hours == 1 else 'hours') if english else 'uur'}")
        if minutes or not hours:
            one, many = ("minute", "minutes") if english else ("minuut", "minuten")
            parts.append(f"{minutes} {one if minutes == 1 else many}")
        return (" and " if english else " en ").join(parts)


@dataclass(frozen=True, slots=True)
class YesNo(Domain):
    """Yes or no, written as two given phrases."""

    yes: Words = Words("wel", "")
    no: Words = Words("niet", "not")

    def parse(self, raw: object) -> Value:
        if type(raw) is not bool:
            raise ValueError(Words("Kies ja of nee.", "Choose yes or no."))
        return raw

    def write(self, value: Value, language: Language) -> str:
        return (self.yes if value else self.no).say(language)


def _term(option: tuple[str, Words], legal: tuple[tuple[str, str], ...], language: Language) -> str:
    """The words for an option; in the legal text the term of law, where there is one."""
    name, words = option
    return dict(legal).get(name, words.nl) if language is Language.LEGAL else words.say(language)


@dataclass(frozen=True, slots=True)
class Choice(Domain):
    """One of a few options: pairs of identifier and words.

    `legal` gives the term of law for options whose plain word is another; it stands in the legal text only.
    """

    options: tuple[tuple[str, Words], ...]
    legal: tuple[tuple[str, str], ...] = ()

    def parse(self, raw: object) -> Value:
        if isinstance(raw, str) and any(raw == option for option, _ in self.options):
            return raw
        raise ValueError(Words("Kies een van de mogelijkheden.", "Choose one of the options."))

    def write(self, value: Value, language: Language) -> str:
        return next(_term(pair, self.legal, language) for pair in self.options if pair[0] == value)


@dataclass(frozen=True, slots=True)
class Choices(Domain):
    """Some of a few options, at least `lowest`; kept in the order of the options. For `legal` see Choice."""

    options: tuple[tuple[str, Words], ...]
    lowest: int = 1
    legal: tuple[tuple[str, str], ...] = ()

    def parse(self, raw: object) -> Value:
        if isinstance(raw, (list, tuple)) and all(isinstance(item, str) for item in raw):
            known = [option for option, _ in self.options]
            if len(set(raw)) == len(raw) >= self.lowest and set(raw) <= set(known):
                return tuple(option for option in known if option in raw)
        raise ValueError(Words(f"Kies er ten minste {self.lowest}.", f"Choose at least {self.lowest}."))

    def write(self, value: Value, language: Language) -> str:
        assert isinstance(value, tuple)
        words = [_term(pair, self.legal, language) for pair in self.options if pair[0] in value]
        if not words:
            return "niets" if language is not Language.EN else "nothing"
        if len(words) == 1:
            return words[0]
        glue = " and " if language is Language.EN else " en "
        return ", ".join(words[:-1]) + glue + words[-1]


@dataclass(frozen=True, slots=True)
class Line(Domain):
    """One line of the collective's own words, without machine effect beyond being quoted."""

    longest: int = 200

    def parse(self, raw: object) -> Value:
        text = " ".join(raw.split()).rstrip(".") if isinstance(raw, str) else ""
        if not text:
            raise ValueError(Words("Vul dit in.", "Fill this in."))
        if len(text) > self.longest:
            raise ValueError(
                Words(
                    f"Maak de tekst korter: hooguit {self.longest} tekens.",
                    f"Make the text shorter: at most {self.longest} characters.",
                )
            )
        return text

    def write(self, value: Value, language: Language) -> str:
        del language  # the collective's own words are the same in every language
        return str(value)
