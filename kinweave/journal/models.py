"""Who did what, in which circle, when. No content, no scores; only ever added to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of


class AppendOnly(TypeError):
    """Somebody tried to change what was written down."""


class EntryQuerySet(VisibleQuerySet["Entry"]):
    """Entries are read and added. They go only when their circle goes, and lose their actor's
    name only when the actor is forgotten; both are Django's own, and pass this by."""

    def update(self, **_changes: Any) -> int:
        """Never."""
        raise AppendOnly("the journal is only ever added to")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Never."""
        raise AppendOnly("the journal is only ever added to")


class Entry(Visible):
    """One deed. ``verb`` is a word of the code, like ``circles.welcomed``; words for people come
    from :mod:`kinweave.journal.words` when it is shown."""

    hidden_with: ClassVar[tuple[str, ...]] = ("actor",)

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    circle = models.ForeignKey(
        "circles.Circle", null=True, on_delete=models.CASCADE, related_name="journal"
    )
    verb = models.CharField(max_length=60)
    thing_type = models.ForeignKey(ContentType, null=True, on_delete=models.SET_NULL)
    thing_id = models.PositiveBigIntegerField(null=True)
    thing = GenericForeignKey("thing_type", "thing_id")

    objects: ClassVar[EntryQuerySet] = manager_of(EntryQuerySet)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["circle", "-at"])]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **options: Any) -> None:
        """Once."""
        if not self._state.adding:
            raise AppendOnly("the journal is only ever added to")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise AppendOnly("the journal is only ever added to")

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """What happened in a circle is for its members; what is in none, for who did it."""
        if not viewer.is_somebody:
            return None
        return Q(circle__in=viewer.circles) | Q(circle=None, actor=viewer.person)
