"""Measuring and telling: repeat something, and print one table of what was measured beside the bar."""

import platform
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured: every run's figure, and what the bar asks of it (empty when it asks nothing)."""

    what: str
    figures: Sequence[float]
    bar: str = ""


def rate(count: int, work: Callable[[], object], runs: int = 5) -> list[float]:
    """How many a second, in each of several runs of work that does `count` of something."""
    return [count / seconds(work) for _ in range(runs)]


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes by the wall clock."""
    begin = perf_counter()
    work()
    return perf_counter() - begin


def show(title: str, unit: str, lines: Sequence[Line]) -> None:
    """Print a table of rates or ratios: bar, smallest, middle and largest of the runs."""
    head = ("", "bar", "min", "median", "max", "runs")
    rows(
        f"{title} ({unit})",
        [head, *((line.what, line.bar, *_spread(line.figures), str(len(line.figures))) for line in lines)],
    )


def rows(title: str, lines: Sequence[Sequence[str]]) -> None:
    """Print lines as a table, the first column to the left and figures to the right."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    print(f"\n{title}")
    for line in lines:
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        print("  ".join(cells).rstrip())


def machine() -> str:
    """What the figures were measured on, in one line."""
    return (
        f"{platform.system()} {platform.machine()}, {_processors()} processors, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processors() -> int:
    from os import sched_getaffinity  # noqa: PLC0415 - Linux only; elsewhere the count of all

    return len(sched_getaffinity(0))


def _spread(figures: Sequence[float]) -> tuple[str, str, str]:
    return _spelled(min(figures)), _spelled(median(figures)), _spelled(max(figures))


def _spelled(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
