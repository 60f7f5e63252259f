"""Letters as rows: what is to be told to whom, and what became of it.

Nothing here holds the words of a letter. They are written when it is sent, after permission has
been asked again; so what was taken back in the meantime is not told, and no copy of it lies here.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kinweave.access import NotShown, Viewer, Visible
from kinweave.jobs.models import State, Work


class Delivery(Work, NotShown):
    """One letter to one receiver.

    ``letter``: the name under which a letter is registered (:mod:`kinweave.notices.letters`).
    ``about``: what it is about, as numbers and short words, never content. ``key``: asked for
    twice under one key, a letter goes out once. ``handed_at``: when the mail server was about to
    be told that the letter ends here; where that is known and the answer is not, nobody knows
    whether it went out, so it is not sent again by itself (``State.DOUBT``). ``why``: what kept
    it from going out, in the mail server's words or ours.
    """

    not_shown = "its receiver reads the letter; a site administrator sees only what is in doubt"
    PATIENCE: ClassVar[timedelta] = timedelta(minutes=5)
    ATTEMPTS: ClassVar[int] = 12  # almost three days, as mail servers wait for each other

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
    why = models.CharField(max_length=300, blank=True)

    class Meta(Work.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(receiver__isnull=False) ^ ~Q(address=""), name="delivery_to_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter} ({self.state})"

    @property
    def to(self) -> str:
        """Where it goes."""
        return self.receiver.email if self.receiver else self.address

    def hand_over(self, now: datetime) -> bool:
        """Put down that the mail server is about to be told the end; false if that is not ours.

        A process that slept through its claim learns here that somebody else has the letter now.
        """
        rows = Delivery.objects.filter(
            pk=self.pk, state=State.CLAIMED, claimed_at=self.claimed_at, handed_at=None
        )
        return bool(rows.update(handed_at=now))

    def not_taken(self, why: str) -> None:
        """The mail server said that it does not have the letter: there is no doubt about it."""
        rows = Delivery.objects.filter(pk=self.pk, state=State.CLAIMED, claimed_at=self.claimed_at)
        rows.update(handed_at=None, why=why[:300])

    def taken_back(self, now: datetime) -> State | None:  # noqa: ARG002 - asked of all work
        """A letter whose end may have been told is not sent again by itself."""
        return State.DOUBT if self.handed_at else None


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
        NEVER = "never", _("Never: I look when I like")
        DAILY = "daily", _("Every morning on which there is something")
        WEEKDAYS = "weekdays", _("On these days, when there is something")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rhythm"
    )
    when = models.CharField(max_length=10, choices=When.choices, default=When.WEEKDAYS)
    days = models.CharField(max_length=7, default="0", blank=True)  # digits, 0 is Monday
    hour = models.PositiveSmallIntegerField(default=8)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(hour__lt=24), name="rhythm_hour_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.when} {self.days}"

    def day_of(self, now: datetime, zone: ZoneInfo) -> date | None:
        """Their day, if a digest may come at this hour of it. A morning that was missed (the site
        was down, the clock skipped the hour) is made up for later that day."""
        here = now.astimezone(zone)
        fits = self.when == self.When.DAILY or (
            self.when == self.When.WEEKDAYS and str(here.weekday()) in self.days
        )
        return here.date() if fits and here.hour >= self.hour else None

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only the person."""
        return Q(person=viewer.person) if viewer.is_somebody else None


class Stopped(Visible):
    """A kind of letter that somebody does not want any more: from one circle, or from all.

    ``address``: of whoever has no account, only a fingerprint, since they did not ask to be known
    here. Once somebody has an account, what the account says holds.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="stopped"
    )
    address = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=60)
    circle = models.ForeignKey(
        "circles.Circle", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Coalesce("person", 0), "address", "kind", Coalesce("circle", 0), name="stopped_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ ~Q(address=""), name="stopped_by_one"
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @staticmethod
    def fingerprint(address: str) -> str:
        """By which an address is known again, and cannot be read."""
        salt = "kinweave.notices.stopped"
        return salted_hmac(salt, address.strip().lower(), algorithm="sha256").hexdigest()

    @staticmethod
    def by(who: int | str) -> dict[str, Any]:
        """The fields that say who: a person's number, or the fingerprint of an address."""
        if isinstance(who, str):
            return {"person_id": None, "address": who}
        return {"person_id": who, "address": ""}

    @classmethod
    def of(cls, who: int | str, kind: str, circle: int | None) -> bool:
        """Whether they stopped exactly this."""
        return cls.objects.filter(**cls.by(who), kind=kind, circle=circle).exists()

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only the person."""
        return Q(person=viewer.person) if viewer.is_somebody else None
