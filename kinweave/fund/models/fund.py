"""A circle's fund."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.circles.models import Circle
from kinweave.fund.models.paying import SaysHowToPay
from kinweave.fund.money import choices


class Fund(SaysHowToPay, Visible):
    """What a circle gives into together: one for each circle.

    Amounts are whole numbers of the smallest coin of ``currency``. ``words``: what it is for.
    ``keeper``: who sees who gives what; nobody, where none is named or they have left.
    ``opened_at``, ``closed_at``: since when it is open now, or is not any more.
    """

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="fund")
    currency = models.CharField(max_length=3, choices=choices)
    words = models.TextField(max_length=4_000, blank=True)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Fund]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="fund_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return f"fund of {self.circle_id}"

    def get_absolute_url(self) -> str:
        return address("circle-fund", self.circle.slug)

    @property
    def is_open(self) -> bool:
        """Whether people give now."""
        return self.closed_at is None

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the circle, as long as it is there."""
        return Q(circle__in=viewer.circles) if viewer.is_somebody else None
