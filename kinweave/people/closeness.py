"""How close two people stand: what decides how far something goes that one of them tells.

Who shares a circle is known above this app; it registers what it knows with :func:`sharing` and
:func:`common`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from kinweave.access import Viewer
from kinweave.people.models import Person, Told

Common = Callable[[Viewer, Person], Iterable[Any]]
_common: list[Common] = []
Sharing = Callable[[Viewer, Told], "QuerySet[Any, Any] | None"]
_sharing: list[Sharing] = []

HOLDS: dict[Told, tuple[Told, ...]] = {
    Told.ME: (Told.ME, Told.NEAR, Told.CIRCLES),
    Told.NEAR: (Told.NEAR, Told.CIRCLES),
    Told.CIRCLES: (Told.CIRCLES,),
}
"""What somebody who stands so close is told: all that goes at least as far as to them."""


def sharing(source: Sharing) -> Sharing:
    """Register who shares a circle with a viewer: ids of people, as a query of one column, or
    ``None`` for nobody.

    With ``Told.NEAR``: those with whom they share a pair or a crew now; with ``Told.CIRCLES``:
    any circle.
    """
    if source not in _sharing:
        _sharing.append(source)
    return source


def common(source: Common) -> Common:
    """Register what a viewer and somebody are both in, for the page of the one or the other."""
    if source not in _common:
        _common.append(source)
    return source


def in_common(viewer: Viewer, person: Person) -> list[Any]:
    """The circles that both are in now."""
    return [one for source in _common for one in source(viewer, person)]


def stands(viewer: Viewer, how: Told, person: str = "pk") -> Q:
    """The rows whose ``person`` (a path of the model) has ``viewer`` at least this close."""
    if not viewer.is_somebody:
        return Q(pk__in=())
    found = Q(**{person: viewer.person})
    if how != Told.ME:
        for source in _sharing:
            if (people := source(viewer, how)) is not None:
                found |= Q(**{f"{person}__in": people})
    return found


def told_to(viewer: Viewer, field: str, person: str = "pk", profile: str = "profile") -> Q:
    """The rows of people who tell ``viewer`` this field: for a query, so that a search finds
    nobody by what the viewer may not see."""
    told = f"{profile}__{field}_told"
    found = stands(viewer, Told.ME, person)
    for how in (Told.NEAR, Told.CIRCLES):
        found |= stands(viewer, how, person) & Q(**{told: how})
    return found
