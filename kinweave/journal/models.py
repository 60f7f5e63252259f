"""Who did what, in which circle, when. No content, no scores; only ever added to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible


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

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["circle", "-at"])]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """What happened in a circle is for its members; what is in none, for who did it."""
        if not viewer.is_somebody:
            return None
        return Q(circle__in=viewer.circles) | Q(circle=None, actor=viewer.person)
