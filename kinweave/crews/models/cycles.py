"""A cycle: an agreed run of meetings, whose end stands from the day on which it begins."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.circles.models import Circle
from kinweave.gatherings.models import Gathering, Occasion


class Cycle(Visible):
    """``gathering``: the series of its meetings. ``starts``, ``ends``: the first and the last day,
    as agreed. ``key``: of what began it, so that nothing begins one twice. ``languages``: in which
    people speak there, the first one first.
    """

    class By(models.TextChoices):
        CALL = "call"
        SEASON = "season"
        CREW = "crew"

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="cycles")
    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="cycle")
    number = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=6, choices=By.choices)
    key = models.CharField(max_length=80, unique=True)
    began_at = models.DateTimeField()
    starts = models.DateField()
    ends = models.DateField()
    every_weeks = models.PositiveSmallIntegerField()
    meetings = models.PositiveSmallIntegerField()
    languages = models.JSONField(default=list, blank=True)

    objects: ClassVar[VisibleQuerySet[Cycle]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circle", "number"], name="cycle_once"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="cycle_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(meetings__gte=1, every_weeks__gte=1), name="cycle_has_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"cycle {self.number} of {self.circle_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Who is in the crew."""
        return Q(circle__in=viewer.circles) if viewer.is_somebody else None


class Turn(Visible):
    """Who hosts a meeting. ``host``: nobody, where whoever had it has left. ``offered_at``: since
    when whoever has it would have somebody else take it."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="turns")
    occasion = models.OneToOneField(Occasion, on_delete=models.CASCADE, related_name="turn")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    offered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Turn]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["occasion__starts_at", "pk"]

    def __str__(self) -> str:
        return f"a turn of {self.host_id}"

    @property
    def is_free(self) -> bool:
        """Whether somebody else may take it."""
        return self.host_id is None or self.offered_at is not None

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Who is in the crew."""
        return Q(cycle__circle__in=viewer.circles) if viewer.is_somebody else None
