"""What a circle expects of its members: read and accepted by newcomers, and again when changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import NotShown, Viewer, Visible
from kinweave.circles.models.circle import Circle


class Expectations(Visible):
    """One version of a circle's expectations; the newest is the one that holds."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="expectations")
    text = models.TextField(max_length=8000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        verbose_name_plural = "expectations"

    def __str__(self) -> str:
        return f"expectations of {self.circle_id} since {self.since:%Y-%m-%d}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members. Whoever holds an invitation, or applies, reads them on that page."""
        return Q(circle__in=viewer.circles) if viewer.is_somebody else None


class Acceptance(NotShown):
    """Somebody has read one version and said yes to it."""

    not_shown = "its person is asked again when there is a newer version; nobody else is told"

    expectations = models.ForeignKey(
        Expectations, on_delete=models.CASCADE, related_name="acceptances"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acceptances"
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["expectations", "person"], name="accepted_once")
        ]

    def __str__(self) -> str:
        return f"acceptance {self.pk}"
