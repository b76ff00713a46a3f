"""Amounts as people write them, in Dutch and English."""

from samenspel.kernels.quantity.units import Unit, UnitKind

_HOURS = {"nl": ("uur", "uur"), "en": ("hour", "hours")}
_MINUTES = {"nl": ("minuut", "minuten"), "en": ("minute", "minutes")}
_AND = {"nl": "en", "en": "and"}
_GROUP = {"nl": ".", "en": ","}
_POINT = {"nl": ",", "en": "."}


def say_amount(amount: int, unit: Unit, language: str) -> str:
    """An amount in a sentence: “€ 2,50”, “2 uur en 15 minuten”, “3,50 munten”. A minus stands before it."""
    sign = "−" if amount < 0 else ""
    return sign + _said(abs(amount), unit, language)


def _said(amount: int, unit: Unit, language: str) -> str:
    if unit.kind is UnitKind.TIME:
        return _time(amount, language)
    number = spell_amount(amount, unit, language)
    if unit.kind is UnitKind.EURO:
        return f"€{number}" if language == "en" else f"€ {number}"
    return f"{number} {unit.one if amount == unit.whole else unit.many}"


def spell_amount(amount: int, unit: Unit, language: str) -> str:
    """An amount as a bare number, as it stands in a column or a field: “1.250,00”, “2:15”."""
    sign, whole = ("-" if amount < 0 else ""), abs(amount)
    if unit.kind is UnitKind.TIME:
        return f"{sign}{whole // 60}:{whole % 60:02d}"
    large, small = divmod(whole, unit.whole)
    grouped = f"{large:,}".replace(",", _GROUP[language])
    return (
        f"{sign}{grouped}{_POINT[language]}{small:0{unit.decimals}d}" if unit.decimals else f"{sign}{grouped}"
    )


def _time(minutes: int, language: str) -> str:
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(f"{hours} {_HOURS[language][hours != 1]}")
    if rest or not hours:
        parts.append(f"{rest} {_MINUTES[language][rest != 1]}")
    return f" {_AND[language]} ".join(parts)
