"""A charter: what a crew has agreed with itself, in a few passages that anybody in it may word."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.circles.models import Circle


class Passage(Visible):
    """One wording of one passage. ``revision`` counts from 1; the highest is the one that holds,
    and those before it stay to be read. ``by``: nobody, where they are forgotten."""

    class About(models.TextChoices):
        WHY = "why", _("Why we meet")
        PROMISE = "promise", _("What we promise each other")
        TALK = "talk", _("How we talk and listen")
        STAYS = "stays", _("What stays between us")
        PART = "part", _("How we part")

    LONGEST = 8_000

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="charter")
    about = models.CharField(max_length=8, choices=About.choices)
    revision = models.PositiveIntegerField()
    words = models.TextField(max_length=LONGEST, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Passage]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-revision", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circle", "about", "revision"], name="passage_once")
        ]

    def __str__(self) -> str:
        return f"{self.about} of {self.circle_id}, {self.revision}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Who is in the crew."""
        return Q(circle__in=viewer.circles) if viewer.is_somebody else None
