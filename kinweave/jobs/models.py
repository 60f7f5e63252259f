"""A piece of work as a row. Apps make their own kinds of it: a letter, an export, an erasure.

A claim is a conditional update, so two workers cannot hold the same row. A process that is killed
leaves its claim behind; when that is old enough, :func:`kinweave.jobs.actions.tick` takes it
back. So every piece of work must be one that may be begun again: what has an effect outside
carries a key of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q

from kinweave.access import NotShown


class State(models.TextChoices):
    """Where a piece of work stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DONE = "done"
    DROPPED = "dropped"  # no longer wanted, or no longer allowed
    FAILED = "failed"  # tried as often as makes sense; somebody should look
    DOUBT = "in doubt"  # killed where nobody can tell whether it was done; somebody decides


class WorkQuerySet(models.QuerySet["Work"]):
    """Sentences about work."""

    def due(self, now: datetime) -> Self:
        """What waits and may begin at ``now``."""
        return self.filter(state=State.WAITING, next_attempt__lte=now)

    def stale(self, now: datetime, patience: timedelta) -> Self:
        """What somebody claimed so long ago that they must have been killed.

        A claim from well after ``now`` was made before the clock was put back.
        """
        long_ago = Q(claimed_at__lte=now - patience) | Q(claimed_at__gt=now + patience)
        return self.filter(long_ago, state=State.CLAIMED)


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
        settled = bool(self._claimed().update(state=state, finished_at=now))
        if settled:
            self.state, self.finished_at = state, now
        return settled

    def put_back(self, now: datetime) -> bool:
        """After a failure: try later, ever less often, and in the end not at all."""
        if self.attempts >= self.ATTEMPTS:
            return self.settle(State.FAILED, now)
        return self._wait_again(now + timedelta(minutes=2**self.attempts), now)

    def postpone(self, until: datetime) -> bool:
        """Not now, through no fault of the work: wait, without counting this as an attempt."""
        put = bool(
            self._claimed().update(
                state=State.WAITING,
                claimed_at=None,
                next_attempt=until,
                attempts=F("attempts") - 1,
            )
        )
        if put:
            self.refresh_from_db(fields=["state", "claimed_at", "next_attempt", "attempts"])
        return put

    def taken_back(self, now: datetime) -> State | None:  # noqa: ARG002 - for those who override
        """What becomes of this row when whoever had claimed it was killed: ``None`` begins again.

        A kind of work that may have had its effect already says so here (``State.DOUBT``).
        """
        return None

    def take_back(self, now: datetime) -> bool:
        """Free this row from a claim that is too old; false if its worker ended it meanwhile."""
        state = self.taken_back(now)
        if state is None and self.attempts >= self.ATTEMPTS:
            state = State.FAILED  # it may be what kills its worker
        if state is not None:
            return self.settle(state, now)
        return self._wait_again(now, now)

    def still_at_it(self, now: datetime, **told: Any) -> bool:
        """Long work says now and then that its process lives, so that :attr:`PATIENCE` may be
        short; false if the claim is gone, so that there is no use in going on. ``told``: fields
        that say how far it is."""
        held = bool(self._claimed().update(claimed_at=now, **told))
        if held:
            self.claimed_at = now
        return held

    def _claimed(self) -> models.QuerySet[Work]:
        """This row, as long as it is claimed as here."""
        return type(self)._base_manager.filter(
            pk=self.pk, state=State.CLAIMED, claimed_at=self.claimed_at
        )

    def _wait_again(self, then: datetime, now: datetime) -> bool:
        """Of some kinds only one may wait for each thing. Where another came while this one was
        claimed, that one does its work too."""
        try:
            with transaction.atomic():
                put = bool(
                    self._claimed().update(state=State.WAITING, claimed_at=None, next_attempt=then)
                )
        except IntegrityError:
            return self.settle(State.DROPPED, now)
        if put:
            self.state, self.claimed_at, self.next_attempt = State.WAITING, None, then
        return put


class Turn(NotShown):
    """When a recurring piece of work last had its turn (:mod:`kinweave.jobs.schedule`)."""

    not_shown = "the names of chores and when they were last done"

    name = models.CharField(max_length=60, unique=True)
    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Hold(NotShown):
    """Something that must not leave the site until somebody lets it (:mod:`kinweave.jobs.held`)."""

    not_shown = "a site administrator reads and ends it with the kinweave command"

    what = models.CharField(max_length=20, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.what
