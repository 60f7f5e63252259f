"""The hours in which somebody is free, by the clock on their own wall."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import NotShown

HALF_HOURS = 7 * 48
BUSY, FREE, IF_NEED_BE = ".", "f", "?"


class WeeklyHours(NotShown):
    """A week in half hours from Monday 00:00, in the zone of its person.

    ``week``: 336 signs, ``f`` free, ``?`` if need be, ``.`` neither.
    """

    not_shown = "part of a profile: its audience is hours_told"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hours"
    )
    week = models.CharField(max_length=HALF_HOURS, default=BUSY * HALF_HOURS)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                # In two steps: PostgreSQL counts repetitions up to 255.
                condition=Q(week__regex=r"^([.f?]{48}){7}$"),
                name="week_of_half_hours",
            )
        ]

    def __str__(self) -> str:
        return f"{self.week.count(FREE)} half hours free"
