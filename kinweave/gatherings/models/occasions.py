"""One date of a gathering."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models.gathering import Gathering, seen_by


class OccasionQuerySet(VisibleQuerySet["Occasion"]):
    """Sentences about dates."""

    def taking_place(self, *also: Any, **more: Any) -> OccasionQuerySet:
        """Of what is to come: those neither left out nor called off, once they are announced; and
        what else is asked of them, at once: each further question copies all that stands there."""
        return self.filter(
            *also, skipped_at=None, gathering__cancelled_at=None,
            gathering__published_at__isnull=False, **more,
        )  # fmt: skip

    def not_off(self) -> OccasionQuerySet:
        """Announced, and neither left out nor called off before they were over: what has been and
        what is to come."""
        before_the_end = Q(gathering__cancelled_at=None) | Q(
            ends_at__lte=F("gathering__cancelled_at")
        )
        announced = self.filter(skipped_at=None, gathering__published_at__isnull=False)
        return announced.filter(before_the_end)

    def took_place(self, now: datetime) -> OccasionQuerySet:
        """What has been, also where the rest of the series was called off later."""
        return self.not_off().filter(ends_at__lte=now)

    def not_over(self, now: datetime) -> OccasionQuerySet:
        """Those of now and later."""
        return self.filter(ends_at__gt=now)


class Occasion(Visible):
    """A date: ``number`` counts from 1 and stays, whatever moves, so that answers and calendars
    keep to it.

    ``day``, ``time``: by the gathering's wall clock. ``last_day``: of what is of whole days; such a
    date is on its days wherever somebody reads of it. ``starts_at``, ``ends_at``: the same as
    instants, written anew should the zone change its rules. ``sequence``: goes up with each change
    that calendars must hear of (RFC 5545). ``moved``: it no longer follows the rhythm. ``name``:
    what this date is, where it is another than the rest of its series, as the last one may be.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="occasions")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    time = models.TimeField()
    last_day = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0)
    moved = models.BooleanField(default=False)
    skipped_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    name = models.CharField(max_length=120, blank=True)

    objects: ClassVar[OccasionQuerySet] = manager_of(OccasionQuerySet)

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "number"], name="occasion_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="occasion_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("day")), name="occasion_has_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ends_at", "gathering"])]

    def __str__(self) -> str:
        return f"{self.gathering_id}, date {self.number}"

    @property
    def wall(self) -> datetime:
        """When it starts, by the wall clock of its gathering's zone."""
        return datetime.combine(self.day, self.time)

    @property
    def is_off(self) -> bool:
        """Whether it was left out, or called off before it was over."""
        called_off = self.gathering.cancelled_at
        return bool(self.skipped_at or (called_off and called_off < self.ends_at))

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the gathering."""
        return seen_by(viewer, "gathering__")
