"""Who sees what: one table. The public page is drawn from it, and a test holds every address to it.

Each app that has pages puts their rows into its own ``sights.py``; :func:`sights` finds them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Sight:
    """One address: its URL name, what is to be seen there (words for people), and for whom.

    ``answers``: the status for each persona of the tests' cast that gets one of its own;
    ``otherwise``: for all the rest. ``args``: what fills the address, as attribute paths of the
    tests' world (``riverbend.slug``). ``seen_by``: the same in words, for the page.
    """

    name: str
    what: Any
    seen_by: Any
    otherwise: int
    answers: dict[str, int] = field(default_factory=dict)
    args: tuple[str, ...] = ()

    def answer(self, persona: str) -> int:
        """The status that ``persona`` gets."""
        return self.answers.get(persona, self.otherwise)


def everybody(name: str, what: Any, seen_by: Any, *args: str) -> Sight:
    """A page that is the same for all who come."""
    return Sight(name, what, seen_by, 200, {}, args)


def sights_by_app() -> Iterator[tuple[str, list[Sight]]]:
    """The rows of each app that has pages, with the app's label."""
    for app in apps.get_app_configs():
        if app.name.startswith("kinweave.") and find_spec(f"{app.name}.sights"):
            yield app.label, import_module(f"{app.name}.sights").SIGHTS


def sights() -> Iterator[Sight]:
    """All rows of all apps."""
    for _label, rows in sights_by_app():
        yield from rows
