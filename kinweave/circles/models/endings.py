"""A circle that somebody ended, and who may think again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible
from kinweave.circles.models.circle import Circle
from kinweave.circles.models.memberships import Membership, Standing


class Ending(Visible):
    """Who ended a circle, and when; ``undone_at``: it was brought back."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="endings")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["circle"], condition=Q(undone_at=None), name="circle_ends_once"
            )
        ]

    def __str__(self) -> str:
        return f"ending {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """The partners it had when it ended: they may bring it back."""
        if not viewer.is_somebody:
            return None
        tended = Membership.objects.current().filter(
            person=viewer.person, standing=Standing.PARTNER
        )
        return Q(circle__in=tended.values("circle"), undone_at=None)
