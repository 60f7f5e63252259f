"""What people choose from: prices, each with a name, and beds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.retreats.models.retreat import Retreat, told_to


class Price(Visible):
    """One that people may choose, by itself and without a word to anybody."""

    retreat = models.ForeignKey(Retreat, on_delete=models.CASCADE, related_name="prices")
    name = models.CharField(max_length=60)
    words = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField()

    objects: ClassVar[VisibleQuerySet[Price]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["amount", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="price_is_not_negative")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the retreat."""
        return told_to(viewer, "retreat__")


class Room(Visible):
    """A place to sleep, with so many beds. ``extra``: on top of the price; it may be less than
    nothing, as for a tent of one's own."""

    retreat = models.ForeignKey(Retreat, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=60)
    words = models.CharField(max_length=300, blank=True)
    extra = models.BigIntegerField(default=0)
    beds = models.PositiveSmallIntegerField()

    objects: ClassVar[VisibleQuerySet[Room]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(beds__gte=1), name="room_has_a_bed")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the retreat."""
        return told_to(viewer, "retreat__")
