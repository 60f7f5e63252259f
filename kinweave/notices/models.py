"""Letters as rows: what is to be told to whom, and what became of it.

Nothing here holds the words of a letter. They are written when it is sent, after permission has
been asked again; so what was taken back in the meantime is not told, and no copy of it lies here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import NotShown, Viewer, Visible
from kinweave.jobs.models import Work


class Delivery(Work, NotShown):
    """One letter to one receiver.

    ``letter``: the name under which a letter is registered (:mod:`kinweave.notices.letters`).
    ``about``: what it is about, as numbers and short words, never content. ``key``: asked for
    twice under one key, a letter goes out once. ``handed_at``: when the conversation with the
    mail server began; where that is known and its end is not, nobody knows whether the letter
    went out, so it is not sent again by itself (``in doubt``).
    """

    not_shown = "its receiver reads the letter; a site administrator sees only what is in doubt"
    PATIENCE: ClassVar[timedelta] = timedelta(minutes=5)

    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="deliveries",
    )
    address = models.EmailField(blank=True)  # of somebody who has no account, for an invitation
    letter = models.CharField(max_length=60)
    about = models.JSONField(default=dict)
    circle = models.ForeignKey(
        "circles.Circle", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=200, unique=True)
    asked_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Work.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(receiver__isnull=False) ^ ~Q(address=""), name="delivery_to_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter} ({self.state})"

    @property
    def in_doubt(self) -> bool:
        """Whether nobody knows if it went out."""
        return self.handed_at is not None and self.finished_at is None


class Notice(Visible):
    """Something that goes into the receiver's next digest, if it still may."""

    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    circle = models.ForeignKey(
        "circles.Circle", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    letter = models.CharField(max_length=60)
    about = models.JSONField(default=dict)
    key = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField()
    told_in = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.letter

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only its receiver."""
        return Q(receiver=viewer.person) if viewer.is_somebody else None


class Rhythm(Visible):
    """How often somebody wants a digest, by their own clock."""

    class When(models.TextChoices):
        NEVER = "never"
        DAILY = "daily"
        WEEKDAYS = "weekdays"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rhythm"
    )
    when = models.CharField(max_length=10, choices=When.choices, default=When.WEEKDAYS)
    days = models.CharField(max_length=7, default="0", blank=True)  # digits, 0 is Monday
    hour = models.PositiveSmallIntegerField(default=8)
    last_for = models.DateField(null=True, blank=True)  # their day, of the last digest

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(hour__lt=24), name="rhythm_hour_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.when} {self.days}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only the person."""
        return Q(person=viewer.person) if viewer.is_somebody else None


class Stopped(Visible):
    """A kind of letter that somebody does not want any more: from one circle, or from all."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stopped"
    )
    kind = models.CharField(max_length=60)
    circle = models.ForeignKey(
        "circles.Circle", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "circle"], name="stopped_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only the person."""
        return Q(person=viewer.person) if viewer.is_somebody else None
