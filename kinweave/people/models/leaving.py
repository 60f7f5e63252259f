"""Taking all one's data along, and being forgotten."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible
from kinweave.jobs.models import Work


class Export(Work, Visible):
    """All that is somebody's, being put into one file. ``progress``: per cent."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports"
    )
    asked_at = models.DateTimeField()
    progress = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=80, blank=True)  # a file's name below exports/
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"export {self.pk} ({self.state})"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whose it is."""
        return Q(person=viewer.person) if viewer.is_somebody else None


class Erasure(Work, Visible):
    """A wish to be forgotten. It is carried out at ``next_attempt``, until then it can be taken
    back, which drops it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasures"
    )
    asked_at = models.DateTimeField()

    class Meta(Work.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["waiting", "claimed"]),
                name="erasure_one_wish",
            )
        ]

    def __str__(self) -> str:
        return f"erasure {self.pk} ({self.state})"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whose it is."""
        return Q(person=viewer.person) if viewer.is_somebody else None
