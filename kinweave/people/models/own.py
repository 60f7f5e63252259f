"""The scale of the self: what is seen by nobody else."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import NotShown, Viewer, Visible


class Note(Visible):
    """Something somebody wrote for themselves."""

    class Kind(models.TextChoices):
        INTENTION = "intention", _("Intention")
        REFLECTION = "reflection", _("Reflection")
        EDGE = "edge", _("Learning edge")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField(max_length=20_000)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever wrote it, and nobody else: not a steward, not the site's administrator."""
        return Q(person=viewer.person) if viewer.is_somebody else None


class Block(NotShown):
    """Two people who do not see each other, since one of them wished so. Nobody is told."""

    not_shown = "only its maker sees it, on their own settings page, as a name"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks"
    )
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "other"], name="block_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="block_another"),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"
