"""Secret addresses of calendars."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.circles.models import Circle


def new_secret() -> str:
    """What nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)


class CalendarKey(Visible):
    """An address at which a calendar program reads, as this person, what they may see at that
    moment: of one circle, or (without one) all that they said yes or maybe to.

    Whoever holds the address reads it, so it is shown to its owner only, and can be made anew.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    circle = models.ForeignKey(
        Circle, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=40, unique=True, default=new_secret)
    made_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[CalendarKey]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "circle"], name="calendar_key_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(circle=None), name="calendar_key_of_ones_own_once"
            ),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"

    def get_absolute_url(self) -> str:
        return address("calendar-feed", self.key)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only its owner."""
        return Q(person=viewer.person) if viewer.is_somebody else None


def held(key: str) -> CalendarKey | None:
    """Whose calendar it is that is read at an address: holding it is the permission, as long as its
    owner's account is open."""
    rows = CalendarKey.objects.filter(key=key, person__is_active=True)
    return rows.select_related("person", "circle").first()
