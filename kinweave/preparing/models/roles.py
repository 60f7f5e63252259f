"""What hands are wanted, and whose they are on which date."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.models.gathering import seen_by
from kinweave.preparing.models.coming import comes_that_day


class Role(Visible):
    """Something to do at each date, with so many places. Its words stay as they are: whoever took
    it took that. It opens nothing: a host for a date may do there what everybody may.

    ``ready``: which of those that are ready-made it is, or none.
    """

    class Ready(models.TextChoices):
        HOST = "host", _("Host")
        TIMEKEEPER = "time", _("Timekeeper")
        COOK = "cook", _("Cook")
        SCRIBE = "scribe", _("Scribe")
        WELCOME = "door", _("Welcome")

    MOST: ClassVar = 12
    MOST_PLACES: ClassVar = 20

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=60)
    words = models.CharField(max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    ready = models.CharField(max_length=6, choices=Ready.choices, blank=True)

    objects: ClassVar[VisibleQuerySet[Role]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gathering", "ready"], condition=~Q(ready=""), name="role_ready_once"
            ),
            models.CheckConstraint(condition=Q(places__range=(1, 20)), name="role_places"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever has an account and sees the gathering."""
        return seen_by(viewer, "gathering__") if viewer.is_somebody else None


class TakenQuerySet(VisibleQuerySet["Taken"]):
    """Sentences about who took what."""

    def counting(self) -> TakenQuerySet:
        """Those of people who say yes or maybe to the date. The others hold no place."""
        return self.filter(comes_that_day())


class Taken(Visible):
    """Somebody took a place of a role for a date: themselves, nobody else can put them there.

    It counts while they say yes or maybe to that date. ``place``: which one, from 1; no two rows
    have the same, whatever happens at once.
    """

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="taken")
    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="roles_taken")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    since = models.DateTimeField()

    objects: ClassVar[TakenQuerySet] = manager_of(TakenQuerySet)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["role", "occasion", "person"], name="taken_once"),
            models.UniqueConstraint(fields=["role", "occasion", "place"], name="taken_place"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"])]

    def __str__(self) -> str:
        return f"{self.role_id} on {self.occasion_id}: {self.person_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own, and those of others to members of the gathering's circle, as long as they
        count. How many places are free, everybody is told who may take one."""
        if not viewer.is_somebody:
            return None
        within = Q(role__gathering__circle__in=viewer.circles)
        return (Q(person=viewer.person) | within) & Q(comes_that_day())
