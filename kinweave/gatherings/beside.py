"""What stands beside a gathering: parts of its page, put there by the apps above this one; and
other ways to begin one.

What people bring, what is left behind, rooms and tickets know gatherings; gatherings do not know
them. Each such app registers one part, when it is ready::

    beside(Beside("harvest", there, show, "harvests/parts/beside.html"))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, QuerySet

from kinweave.access import Viewer
from kinweave.gatherings.models import Gathering

There = Callable[[Viewer], QuerySet[Any, Any]]
Show = Callable[[Viewer, Gathering, datetime], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of a gathering's page.

    ``there``: rows of the gathering ``OuterRef("pk")``: asked for within the query that reads the
    gathering, so that a page without the part costs next to nothing. The gathering came through the
    door; what of the part this viewer sees ``show`` asks, and ``template`` gets its answer as
    ``part``; ``None`` where there is nothing to say after all. ``begin`` and
    ``address``: what whoever hosts is offered where it is not there yet, and the name of the page,
    which takes the gathering's number. ``fits``: whether a gathering can have it.
    """

    name: str
    there: There
    show: Show
    template: str
    begin: Any = ""
    address: str = ""
    fits: Callable[[Gathering], bool] = lambda _gathering: True

    @property
    def flag(self) -> str:
        """The annotation that says whether it is there."""
        return f"has_{self.name}"


_parts: dict[str, Beside] = {}


def beside(part: Beside) -> None:
    """Register a part; one of the same name takes its place."""
    _parts[part.name] = part


def asked(viewer: Viewer) -> dict[str, Exists]:
    """What to annotate gatherings with, so that :func:`shown` knows which parts are there."""
    return {part.flag: Exists(part.there(viewer)) for part in _parts.values()}


def shown(viewer: Viewer, gathering: Gathering, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Template and content of each part that is there, in the order in which apps stand."""
    found = []
    for part in _parts.values():
        if getattr(gathering, part.flag, False):
            content = part.show(viewer, gathering, now)
            if content is not None:
                found.append((part.template, content))
    return found


_ways: dict[str, Any] = {}


def begins(words: Any, address: str) -> None:
    """Offer whoever may host in a circle another way to begin there: in words, and the name of its
    page, which takes the circle's slug."""
    _ways[address] = words


def ways() -> list[tuple[Any, str]]:
    """All of them, in words, and the names of their pages."""
    return [(words, address) for address, words in _ways.items()]


def offered(gathering: Gathering) -> list[tuple[Any, str]]:
    """To whoever hosts it: what could be begun, in words, and the name of the page."""
    return [
        (part.begin, part.address)
        for part in _parts.values()
        if part.begin and part.fits(gathering) and not getattr(gathering, part.flag, False)
    ]
