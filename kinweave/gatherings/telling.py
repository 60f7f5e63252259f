"""Whom a change of a gathering is told. What the letters say is in :mod:`letters`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kinweave.circles.models import Membership
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.notices.actions import tell
from kinweave.people.models import Person


def tell_members(letter: str, gathering: Gathering, *, but: Person, at: datetime) -> None:
    """All members of its circle, in their digest."""
    here = Membership.objects.current().filter(circle=gathering.circle_id).exclude(person=but)
    for membership in here.select_related("person").order_by("pk"):
        tell(
            letter,
            receiver=membership.person,
            about={"gathering": gathering.pk},
            key=f"{letter}:{gathering.pk}:{membership.person_id}",
            at=at,
            circle=gathering.circle,
            in_digest=True,
        )


def tell_those_who_come(
    letter: str, gathering: Gathering, dates: Iterable[Occasion], *, but: Person, at: datetime
) -> None:
    """Everybody who said yes or maybe, or waits, at once: one letter each, of the first of the
    dates that they come to."""
    answers = Answer.objects.filter(occasion__in=dates).exclude(says=Answer.Says.NO)
    told: set[int] = set()
    rows = answers.exclude(person=but).select_related("person", "occasion")
    for one in rows.order_by("occasion__starts_at", "pk"):
        if one.person_id in told:
            continue
        told.add(one.person_id)
        on = one.occasion
        tell(
            letter,
            receiver=one.person,
            about={"occasion": on.pk, "starts_at": on.starts_at.isoformat()},
            key=f"{letter}:{on.pk}:{on.sequence}:{one.person_id}",
            at=at,
            circle=gathering.circle,
        )


def tell_of_a_seat(answer: Answer, gathering: Gathering, *, at: datetime) -> None:
    """Whoever is next in the waiting list: there is a seat, and until when it is kept."""
    tell(
        "gatherings.seat_free",
        receiver=answer.person,
        about={"answer": answer.pk},
        key=f"gatherings.seat_free:{answer.pk}:{at.isoformat()}",
        at=at,
        circle=gathering.circle,
    )
