"""Saying that one would like a crew."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle, CrewWish
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def wish_for_crew(
    person: Person, circle: Circle, *, words: str, until: date, at: datetime
) -> CrewWish:
    """Say it, or say it anew: there is one wish at a time, and it ends by itself."""
    allowed(Viewer.of(person.pk), "take part", circle)
    wish, made = CrewWish.objects.get_or_create(
        circle=circle,
        person=person,
        ended_at=None,
        defaults={"words": words, "until": until, "since": at},
    )
    if not made:
        CrewWish.objects.filter(pk=wish.pk).update(words=words, until=until)
        wish.refresh_from_db()
    write("circles.wished", actor=person, at=at, thing=wish)
    return wish


@transaction.atomic
def take_back_wish(person: Person, circle: Circle, *, at: datetime) -> None:
    """Say it no longer. Nobody is told."""
    rows = CrewWish.objects.filter(circle=circle, person=person, ended_at=None)
    rows.update(ended_at=at)
