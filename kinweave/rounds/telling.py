"""Whom what is told. What each letter says is in :mod:`letters`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kinweave.circles.models import Membership
from kinweave.notices.actions import tell
from kinweave.people.models import Person
from kinweave.rounds.models import Place, Round


def tell_of_opening(one: Round, *, but: Person | None, at: datetime) -> None:
    """To every member, in their digest: it is an invitation, and no answer is one."""
    members = Membership.objects.current().filter(circle=one.circle_id).select_related("person")
    for row in members.exclude(person=but):
        _tell("rounds.opened", row.person, one, f"{one.pk}:{row.person_id}", at, in_digest=True)


def tell_of_pairs(one: Round, places: Iterable[Place], at: datetime) -> None:
    """To everybody who takes part: whom they meet, or that there was nobody this time."""
    for person in sorted({place.person_id for place in places}):
        _tell("rounds.paired", Person(pk=person), one, f"{one.pk}:{person}", at)


def tell_of_change(one: Round, people: Iterable[int], at: datetime) -> None:
    """To those whose meeting fell through: nothing of why."""
    for person in people:
        key = f"{one.pk}:{person}:{at.isoformat()}"
        _tell("rounds.fell_through", Person(pk=person), one, key, at)


def ask_whether_they_met(one: Round, at: datetime) -> None:
    """Once, in their digest; an answer is for themselves and those they met."""
    rows = Place.objects.filter(round=one, says="").exclude(meeting=None)
    for person in sorted(set(rows.order_by().values_list("person", flat=True))):
        key = f"{one.pk}:{person}"
        _tell("rounds.did_you_meet", Person(pk=person), one, key, at, in_digest=True)


def _tell(
    letter: str, person: Person, one: Round, key: str, at: datetime, *, in_digest: bool = False
) -> None:
    tell(
        letter, receiver=person, about={"round": one.pk}, key=f"{letter}:{key}", at=at,
        circle=one.circle, in_digest=in_digest,
    )  # fmt: skip
