"""Somebody who would like a crew and says so; it ends by itself."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible
from kinweave.circles.models.circle import Circle


class CrewWish(Visible):
    """A wish for a crew in a congregation, with a few words about it. ``until``: it ends then,
    is renewed, or is taken back (``ended_at``)."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="crew_wishes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="crew_wishes"
    )
    words = models.CharField(_("a few words"), max_length=300, blank=True)
    since = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        verbose_name_plural = "crew wishes"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["circle", "person"], condition=Q(ended_at=None), name="crew_wish_once"
            )
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever wishes, and those who welcome people in this circle."""
        if not viewer.is_somebody:
            return None
        welcoming = {circle for circle, key in viewer.keys if key == "welcome"}
        return Q(person=viewer.person) | Q(circle__in=welcoming & viewer.circles)
