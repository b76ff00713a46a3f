"""The figures of the benefit rules, read once from the files that come with the kernel."""

from functools import cache
from importlib.resources import files

from samenspel.kernels import benefits
from samenspel.kernels.benefits import Figures, Municipality


def _texts(folder: str) -> list[tuple[str, str]]:
    place = files(benefits).joinpath(folder)
    found = sorted(
        (item for item in place.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name
    )
    return [(item.name.removesuffix(".toml"), item.read_text(encoding="utf-8")) for item in found]


@cache
def figures() -> Figures:
    """All figures, of every year."""
    return benefits.read_figures(text for _, text in _texts("figures"))


@cache
def municipalities() -> dict[str, Municipality]:
    """The municipalities whose own rules we know, by a short name. The made-up one is not among them."""
    found = {name: benefits.read_municipality(text) for name, text in _texts("figures/municipalities")}
    return {name: place for name, place in found.items() if name != "voorbeeldstad"}
