"""A piece of work as a row. Apps make their own kinds of it: a letter, an export, an erasure.

A claim is a conditional update, so two workers cannot hold the same row. A process that is killed
leaves its claim behind; when that is old enough, :func:`kinweave.jobs.actions.tick` takes it
back. So every piece of work must be one that may be begun again: what has an effect outside
carries a key of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q


class State(models.TextChoices):
    """Where a piece of work stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DONE = "done"
    DROPPED = "dropped"  # no longer wanted, or no longer allowed
    FAILED = "failed"  # tried as often as makes sense; somebody should look


class WorkQuerySet(models.QuerySet["Work"]):
    """Sentences about work."""

    def due(self, now: datetime) -> Self:
        """What waits and may begin at ``now``."""
        return self.filter(state=State.WAITING, next_attempt__lte=now)

    def stale(self, now: datetime, patience: timedelta) -> Self:
        """What somebody claimed so long ago that they must have been killed."""
        return self.filter(state=State.CLAIMED, claimed_at__lte=now - patience)


class Work(models.Model):
    """What every kind of work has. ``attempts`` counts claims, so a killed one counts too."""

    PATIENCE: ClassVar[timedelta] = timedelta(minutes=10)
    ATTEMPTS: ClassVar[int] = 8

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt"],
                condition=Q(state__in=["waiting", "claimed"]),
                name="%(app_label)s_%(class)s_due",
            )
        ]

    def claim(self, now: datetime) -> bool:
        """Take this row, if it is due and nobody else has; true for one caller only."""
        rows = type(self)._base_manager.filter(pk=self.pk, state=State.WAITING)
        taken = rows.filter(next_attempt__lte=now).update(
            state=State.CLAIMED, claimed_at=now, attempts=F("attempts") + 1
        )
        if taken:
            self.refresh_from_db(fields=["state", "claimed_at", "attempts"])
        return bool(taken)

    def settle(self, state: State, now: datetime) -> bool:
        """End the work that this process claimed; false if the claim was taken back meanwhile."""
        rows = type(self)._base_manager.filter(
            pk=self.pk, state=State.CLAIMED, claimed_at=self.claimed_at
        )
        settled = bool(rows.update(state=state, finished_at=now))
        if settled:
            self.state, self.finished_at = state, now
        return settled

    def put_back(self, now: datetime) -> bool:
        """After a failure: try later, ever less often, and in the end not at all."""
        if self.attempts >= self.ATTEMPTS:
            return self.settle(State.FAILED, now)
        later = now + timedelta(minutes=2**self.attempts)
        rows = type(self)._base_manager.filter(
            pk=self.pk, state=State.CLAIMED, claimed_at=self.claimed_at
        )
        put = bool(rows.update(state=State.WAITING, claimed_at=None, next_attempt=later))
        if put:
            self.state, self.claimed_at, self.next_attempt = State.WAITING, None, later
        return put
