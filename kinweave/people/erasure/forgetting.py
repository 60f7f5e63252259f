"""Forgetting somebody: what every app takes away, in one transaction, and then the account.

Killed before it commits, nothing has happened but that some files are gone, and the next attempt
begins again; killed after, there is nothing left to do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.notices.models import Delivery
from kinweave.people.erasure.own import (
    empty_the_account,
    forget_correspondence,
    forget_sign_in,
    forget_what_they_told,
)
from kinweave.people.models import Person

Forget = Callable[[Person, datetime], object]
_forgets: list[Forget] = []
FAREWELL = "people.forgotten"


def forgets(forget: Forget) -> Forget:
    """Register what an app above this one takes away of a person. It runs inside the one
    transaction, before the name goes; it may be called again for the same person."""
    if forget not in _forgets:
        _forgets.append(forget)
    return forget


def forget(person_id: int, *, at: datetime) -> None:
    """Forget somebody for good. Doing it twice is doing it once."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        if person.forgotten_at is not None:
            return
        address, language = person.email, person.language
        for take_away in _forgets:
            take_away(person, at)
        forget_what_they_told(person)
        forget_correspondence(person)
        forget_sign_in(person)
        empty_the_account(person, at)
        write("people.was_forgotten", actor=person, at=at)
        tell(
            FAREWELL,
            address=address,
            about={"language": language},
            key=f"{FAREWELL}:{person.pk}",
            at=at,
        )


def forget_farewells(now: datetime) -> int:
    """Remove the last letters that went out, or never will: with them goes the address."""
    over = Q(state__in=[State.DONE, State.DROPPED, State.FAILED])
    over |= Q(asked_at__lte=now - timedelta(days=7))
    return Delivery.objects.filter(over, letter=FAREWELL).delete()[0]
