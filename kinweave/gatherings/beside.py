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

from django.db.models import BigIntegerField, DateTimeField, Exists, QuerySet

from kinweave.access import Kept, Viewer, blank
from kinweave.gatherings.models import Gathering

There = Callable[[], QuerySet[Any, Any]]
Show = Callable[[Viewer, Gathering, datetime], dict[str, Any] | None]


NOW: Any = blank("now", DateTimeField())
"""The instant at which somebody asks, for what a part is ``there``."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of a gathering's page.

    ``there``: the rows of the gathering ``OuterRef("pk")`` at the instant :data:`NOW`; it is called
    once, and whether there are any is asked for each page, so that one without the part costs next
    to nothing. That is asked of the gathering alone, which came through the door. What of the part
    this viewer sees ``show`` asks, and ``template`` gets its answer as ``part``; ``None`` where
    there is nothing for them.
    ``begin`` and ``address``: what whoever hosts is offered where it is not there yet, and the name
    of the page, which takes the gathering's number. ``fits``: whether a gathering can have it.
    ``says_who_hosts``: it names the host of each date, so that the page need not name one for all.
    """

    name: str
    there: There
    show: Show
    template: str
    begin: Any = ""
    address: str = ""
    fits: Callable[[Gathering], bool] = lambda _gathering: True
    says_who_hosts: bool = False


_parts: dict[str, Beside] = {}


def beside(part: Beside) -> None:
    """Register a part; one of the same name takes its place."""
    _parts[part.name] = part
    _question.forget()


def there(gathering: Gathering, now: datetime) -> frozenset[str]:
    """The names of the parts that stand beside a gathering, for whomever. One query."""
    row = _question.ask(gathering=gathering.pk, now=now)[0] if _parts else ()
    return frozenset(name for name, is_there in zip(_parts, row, strict=True) if is_there)


def _all_parts() -> QuerySet[Any, Any]:
    flags = {f"has_{part.name}": Exists(part.there()) for part in _parts.values()}
    rows = Gathering.objects.filter(pk=blank("gathering", BigIntegerField())).order_by()
    return rows.annotate(**flags).values_list(*flags)


_question = Kept(_all_parts)
"""All parts at once: to put it together takes longer than all else that a gathering's page asks."""


def shown(
    names: frozenset[str], viewer: Viewer, gathering: Gathering, now: datetime
) -> list[tuple[str, dict[str, Any]]]:
    """Template and content of each of the parts ``names``, in the order in which apps stand."""
    found = []
    for part in _parts.values():
        if part.name in names:
            content = part.show(viewer, gathering, now)
            if content is not None:
                found.append((part.template, content))
    return found


def offered(names: frozenset[str], gathering: Gathering) -> list[tuple[Any, str]]:
    """To whoever hosts it: what could be begun beside the parts ``names``, in words, and the name
    of the page."""
    return [
        (part.begin, part.address)
        for part in _parts.values()
        if part.begin and part.name not in names and part.fits(gathering)
    ]


def says_who_hosts(names: frozenset[str]) -> bool:
    """Whether one of the parts ``names`` says who hosts."""
    return any(part.says_who_hosts for part in _parts.values() if part.name in names)


_ways: dict[str, Any] = {}


def begins(words: Any, address: str) -> None:
    """Offer whoever may host in a circle another way to begin there: in words, and the name of its
    page, which takes the circle's slug."""
    _ways[address] = words


def ways() -> list[tuple[Any, str]]:
    """All of them, in words, and the names of their pages."""
    return [(words, address) for address, words in _ways.items()]
