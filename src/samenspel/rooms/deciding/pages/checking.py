"""Check your answers: what was filled in, what happens then, and the button that does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of what was filled in."""

    label: str
    value: str
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button that sends the form, with what it says to the page."""

    name: str
    value: str
    label: str
    quiet: bool = False
    danger: bool = False


def check(  # noqa: PLR0913 - what the page shows
    request: HttpRequest,
    *,
    title: str,
    answers: Sequence[Answer],
    buttons: Sequence[Button],
    consequences: Sequence[str] = (),
    hidden: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
    action_url: str = "",
    back_url: str = "",
    change: str = "change",
) -> HttpResponse:
    """Show the check. What was typed travels along in `hidden`.

    Without `back_url` a button named `change` leads back to the form, with everything still in it.
    """
    context = {
        "title": title,
        "answers": answers,
        "buttons": buttons,
        "consequences": consequences,
        "hidden": hidden,
        "notes": notes,
        "action_url": action_url,
        "back_url": back_url,
        "change": change,
    }
    return render(request, "deciding/check.html", context)


def hidden_from(request: HttpRequest, names: Iterable[str]) -> list[tuple[str, str]]:
    """What was typed under these names, every value of it."""
    return [(name, value) for name in names for value in request.POST.getlist(name)]
