"""A wish to be forgotten, and changing one's mind about it for thirty days."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Erasure, Person

WAIT = timedelta(days=30)


class TooLate(Exception):
    """It has begun, or there is nothing to take back."""


def ask_to_be_forgotten(person: Person, *, at: datetime) -> Erasure:
    """Note the wish, and say so by letter: whoever did not ask sees it in time. Asked for twice,
    the first wish and its day stand."""
    try:
        with transaction.atomic():
            wish: Erasure = Erasure.objects.create(
                person=person, asked_at=at, next_attempt=at + WAIT
            )
            write("people.asked_to_be_forgotten", actor=person, at=at)
            tell(
                "people.wish_to_be_forgotten",
                receiver=person,
                about={"erasure": wish.pk},
                key=f"people.wish_to_be_forgotten:{wish.pk}",
                at=at,
            )
            return wish
    except IntegrityError:
        return wish_of(person) or ask_to_be_forgotten(person, at=at)


def take_back(person: Person, *, at: datetime) -> None:
    """Stay. Nothing has been touched until then, so nothing has to be brought back."""
    with transaction.atomic():
        waiting = Erasure.objects.filter(person=person, state=State.WAITING)
        if not waiting.update(state=State.DROPPED, finished_at=at):
            raise TooLate
        write("people.took_back_being_forgotten", actor=person, at=at)


def wish_of(person: Person) -> Erasure | None:
    """The wish that stands, if there is one."""
    rows = Erasure.objects.filter(person=person, state__in=[State.WAITING, State.CLAIMED])
    return rows.first()
