"""Taking all one's data along, and being forgotten."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible
from kinweave.jobs.models import State, Work


def _file_name() -> str:
    """Not to be guessed, though a link needs its owner's session all the same."""
    return f"{secrets.token_urlsafe(24)}.zip"


class Export(Work, Visible):
    """All that is somebody's, being put into one file. ``progress``: per cent.

    ``file``: its name below exports/, chosen before anything is written, so that whoever begins
    again writes over the same one. It is there to be fetched from ``DONE`` until ``expires_at``.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports"
    )
    asked_at = models.DateTimeField()
    progress = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=80, default=_file_name, unique=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["waiting", "claimed"]),
                name="export_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"export {self.pk} ({self.state})"

    @property
    def under_way(self) -> bool:
        """Whether it is still being put together."""
        return self.state in {State.WAITING, State.CLAIMED}

    def can_be_fetched(self, now: datetime) -> bool:
        """Whether the file is there."""
        return self.state == State.DONE and self.expires_at is not None and now < self.expires_at

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whose it is."""
        return Q(person=viewer.person) if viewer.is_somebody else None


class Erasure(Work, Visible):
    """A wish to be forgotten. It is carried out at ``next_attempt``, until then it can be taken
    back, which drops it. It was promised, so it is tried for weeks, should anything fail."""

    ATTEMPTS: ClassVar[int] = 14

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
