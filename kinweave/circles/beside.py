"""What stands on a circle's page: parts of it, put there by the apps above this one.

A crew's cycle and a congregation's season know circles; circles do not know them. Each such app
registers one part, when it is ready::

    beside(Beside("cycle", frozenset({Scale.CREW}), show, "crews/parts/circle.html"))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kinweave.access import Viewer
from kinweave.circles.models import Circle

Show = Callable[[Viewer, Circle, datetime], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of the page that members of a circle see. ``scales``: of which circles. ``template``
    gets what ``show`` answers as ``part``; ``None`` where there is nothing to say."""

    name: str
    scales: frozenset[str]
    show: Show
    template: str


_parts: dict[str, Beside] = {}


def beside(part: Beside) -> None:
    """Register a part; one of the same name takes its place."""
    _parts[part.name] = part


def shown(viewer: Viewer, circle: Circle, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Template and content of each part that is there, in the order in which apps stand."""
    found = []
    for part in _parts.values():
        if circle.scale in part.scales:
            content = part.show(viewer, circle, now)
            if content is not None:
                found.append((part.template, content))
    return found
