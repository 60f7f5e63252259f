"""Cases for a clinic: brought in private, chosen in turn."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.bringing.models.within import is_off, to_members
from kinweave.gatherings.models import Gathering, Occasion


class Clinic(Visible):
    """A gathering to which people may bring a real case. ``places``: how many a date has time for.
    ``closed_at``: no more are taken; those brought already stay."""

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="clinic")
    places = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Clinic]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(places__gte=1), name="clinic_has_a_place")
        ]

    def __str__(self) -> str:
        return f"cases at {self.gathering_id}"

    def get_absolute_url(self) -> str:
        return address("cases", self.gathering_id)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the gathering's circle who see it."""
        return to_members(viewer, "gathering__")


class CaseQuerySet(VisibleQuerySet["Case"]):
    """Sentences about cases."""

    def waiting(self) -> CaseQuerySet:
        """Those that were not chosen, or for a date that did not take place."""
        return self.filter(Q(choice=None) | is_off("choice__occasion__"))

    def at_hand(self, now: datetime) -> CaseQuerySet:
        """All but those whose date has been."""
        return self.filter(
            Q(choice=None) | is_off("choice__occasion__") | Q(choice__occasion__ends_at__gt=now)
        )


class Case(Visible):
    """What somebody brings. Nobody else is told that there is one until it is chosen, nor whose."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="cases")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=4_000, blank=True)
    brought_at = models.DateTimeField()

    objects: ClassVar[CaseQuerySet] = manager_of(CaseQuerySet)

    class Meta:
        ordering: ClassVar = ["brought_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["clinic", "person"])]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own. Once it is chosen, members of the gathering's circle who see it, until that
        date is over: what was said in the room is not kept here for later readers."""
        members = to_members(viewer, "clinic__gathering__")
        if members is None:
            return None
        shown = Q(choice__isnull=False, choice__occasion__ends_at__gt=Now())
        return Q(person=viewer.person) | (members & shown & ~is_off("choice__occasion__"))


class Choice(Visible):
    """A case is chosen for a date. It stays when its bringer takes the case away after that date,
    so that turns stay fair; it then says nothing but that they had one."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="choices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    case = models.OneToOneField(
        Case, null=True, blank=True, on_delete=models.SET_NULL, related_name="choice"
    )
    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    chosen_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Choice]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["occasion", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "place"], name="choice_place_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="choice_has_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} on {self.occasion_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the case."""
        members = to_members(viewer, "clinic__gathering__")
        if members is None:
            return None
        shown = Q(case__isnull=False, occasion__ends_at__gt=Now()) & ~is_off("occasion__")
        return Q(person=viewer.person) | (members & shown)


class NotToday(Visible):
    """A chosen case was not to be for that date after all, so that it is not chosen for it again.
    Nobody but its bringer knows."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="not_today")
    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[NotToday]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "occasion"], name="not_today_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} not on {self.occasion_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only whoever said it."""
        return Q(case__person=viewer.person) if viewer.is_somebody else None
