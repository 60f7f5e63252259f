"""The record of who has met whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.circles.models import Circle


class How(models.TextChoices):
    """What brought two people together."""

    ROUND = "round", _("a round of pairs")
    MIXING = "mixing", _("groups that mixed")
    CREW = "crew", _("a crew")


class Met(Visible):
    """Two people have met at one thing, from ``since`` to ``last``: a pair's talk, an evening, a
    crew. It holds both ways, so that it is one row: ``one`` has the smaller number.

    ``key``: which thing it was, in the words of the app that noted it. ``circle``: where. Whoever
    leaves the circle keeps it; it goes with either of the two.
    """

    hidden_with: ClassVar[tuple[str, ...]] = ("one", "other")

    one = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    circle = models.ForeignKey(Circle, null=True, on_delete=models.SET_NULL, related_name="+")
    how = models.CharField(max_length=6, choices=How.choices)
    key = models.CharField(max_length=60)
    since = models.DateTimeField()
    last = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Met]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-last", "-pk"]
        verbose_name_plural = "met"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other", "how", "key"], name="met_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="met_smaller_first"),
            models.CheckConstraint(condition=Q(since__lte=F("last")), name="met_since_last"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}: {self.how} {self.key}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """The two, and nobody else: no steward, no host, nobody who looks after the site."""
        if not viewer.is_somebody:
            return None
        return Q(one=viewer.person) | Q(other=viewer.person)
