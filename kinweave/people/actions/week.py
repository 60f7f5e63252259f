"""Saying in which hours of a week one is free."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.journal.actions import write
from kinweave.people.models import Person, WeeklyHours


def paint_week(person: Person, *, week: str, at: datetime) -> WeeklyHours:
    """Keep the week as it is now, in place of the one before; whom it is told to does not change.

    Saved twice from two places, the later one stands.
    """
    with transaction.atomic():
        hours, _new = WeeklyHours.objects.update_or_create(
            person=person, defaults={"week": week, "changed_at": at}
        )
        write("people.painted_week", actor=person, at=at)
        return hours
