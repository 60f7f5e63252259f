"""Crews for the days of a retreat: rows of the retreat, and no circles; they end with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models import hosted_by
from kinweave.retreats.models.bookings import Booking
from kinweave.retreats.models.retreat import Retreat


def crews_told_to(viewer: Viewer, path: str = "") -> Q | None:
    """Plans that ``viewer`` sees, for rows that lead to one by ``path``: all of them, who arranges
    the retreat; those that are told, who has a place."""
    if not viewer.is_somebody:
        return None
    comes = Booking.objects.standing().filter(person=viewer.person).order_by()
    told = Q(**{f"{path}retreat__in": comes.values("retreat"), f"{path}told_at__isnull": False})
    return told | hosted_by(viewer, f"{path}retreat__gathering__")


class CrewPlan(Visible):
    """One making of crews for all days. ``told_at``: since when those who come see it."""

    retreat = models.ForeignKey(Retreat, on_delete=models.CASCADE, related_name="crew_plans")
    size = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[CrewPlan]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["retreat"], condition=Q(told_at=None), name="crew_plan_one_draft"
            ),
            models.UniqueConstraint(
                fields=["retreat"], condition=Q(told_at__isnull=False), name="crew_plan_one_told"
            ),
        ]

    def __str__(self) -> str:
        return f"crews {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Those who arrange it; once it is told, those who have a place."""
        return crews_told_to(viewer)


class DayCrew(Visible):
    """A crew of one day. ``day``: 1 is the first."""

    plan = models.ForeignKey(CrewPlan, on_delete=models.CASCADE, related_name="crews")
    day = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()

    objects: ClassVar[VisibleQuerySet[DayCrew]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["day", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "day", "number"], name="day_crew_once")
        ]

    def __str__(self) -> str:
        return f"day {self.day}, crew {self.number}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the plan."""
        return crews_told_to(viewer, "plan__")


class CrewPlace(Visible):
    """Somebody in a crew of a day, as long as they have a place at the retreat."""

    hidden_with: ClassVar[tuple[str, ...]] = ("booking__person",)

    crew = models.ForeignKey(DayCrew, on_delete=models.CASCADE, related_name="places")
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="crew_places")

    objects: ClassVar[VisibleQuerySet[CrewPlace]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["crew", "booking"], name="crew_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} in {self.crew_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the plan."""
        return crews_told_to(viewer, "crew__plan__")
