"""Whom in a crew a letter goes to. What it says is in :mod:`letters`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from kinweave.circles.models import Circle, Membership
from kinweave.crews.models import Cycle
from kinweave.notices.actions import tell
from kinweave.people.models import Person


def tell_crew(
    letter: str,
    cycle: Cycle,
    people: Iterable[Person],
    *,
    about: Mapping[str, int | str],
    key: str,
    at: datetime,
    in_digest: bool = False,
) -> None:
    """Each of them, once under a ``key``."""
    for one in people:
        tell(
            letter, receiver=one, about=about, key=f"{letter}:{key}:{one.pk}", at=at,
            circle=cycle.circle, in_digest=in_digest,
        )  # fmt: skip


def members_of(circle: Circle) -> list[Person]:
    """Who is in it now, in the order in which they came."""
    rows = Membership.objects.current().filter(circle=circle).select_related("person")
    return [one.person for one in rows.order_by("since", "pk")]
