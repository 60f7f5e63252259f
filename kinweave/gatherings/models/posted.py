"""Dates that go to somebody by mail: for their calendar, to remind them, to ask them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import NotShown, Viewer, Visible
from kinweave.gatherings.models.gathering import Gathering
from kinweave.gatherings.models.guests import Guest
from kinweave.gatherings.models.occasions import Occasion

REMIND = {
    60: _("An hour before"),
    180: _("Three hours before"),
    1440: _("A day before"),
    2880: _("Two days before"),
    10080: _("A week before"),
}


class DatesByMail(Visible):
    """How somebody wants the dates that they come to: as invitations that their calendar takes in
    from the mail, with a reminder so many minutes before, or (without a row) neither."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dates_by_mail"
    )
    invitations = models.BooleanField(default=False)
    remind_before = models.PositiveIntegerField(null=True, blank=True, choices=list(REMIND.items()))
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(remind_before=None) | Q(remind_before__in=list(REMIND)),
                name="dates_by_mail_remind",
            )
        ]

    def __str__(self) -> str:
        return f"dates of {self.person_id} by mail"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only the person."""
        return Q(person=viewer.person) if viewer.is_somebody else None


class Posted(NotShown):
    """What a calendar was last sent of a date by mail, so that it is sent again when that is not
    true any more: ``sequence`` of the date, what its owner said, when it was, and a ``mark`` of all
    that a calendar shows. ``in_it``: the date stands there; else it was taken out.
    """

    not_shown = "it is what was sent to somebody; they have the letter"

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    guest = models.ForeignKey(
        Guest, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    sequence = models.PositiveIntegerField()
    says = models.CharField(max_length=8)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mark = models.CharField(max_length=64)
    in_it = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "person"], name="posted_once"),
            models.UniqueConstraint(fields=["occasion", "guest"], name="posted_to_guest_once"),
            models.CheckConstraint(condition=Q(person=None) ^ Q(guest=None), name="posted_to_one"),
        ]
        indexes: ClassVar = [models.Index(fields=["in_it", "ends_at"])]

    def __str__(self) -> str:
        return f"date {self.occasion_id} in a calendar"


def sent(number: int) -> Posted | None:
    """What was sent to whoever the letter about it goes to."""
    rows = Posted.objects.filter(pk=number)
    return rows.select_related("occasion__gathering__circle", "guest").first()


class Invited(Visible):
    """That a host asked somebody in particular, once: nobody but the two is told."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="invited")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    hidden_with: ClassVar[tuple[str, ...]] = ("person", "by")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "person"], name="invited_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.gathering_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever was asked, and who asked."""
        if not viewer.is_somebody:
            return None
        return Q(person=viewer.person) | Q(by=viewer.person)
