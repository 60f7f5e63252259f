"""Slots at a gathering, those who ask for one, and whose turn is when."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.bringing.models.within import is_off, to_members
from kinweave.gatherings.models import Gathering, Occasion


class Slots(Visible):
    """What a gathering has room for, in its host's words: "Present your project".

    ``minutes``: how long each is. ``places``: how many each date has room for. ``closed_at``:
    nobody can ask any more; who asked already keeps their place.
    """

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="slots")
    name = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Slots]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gte=1), name="slots_last"),
            models.CheckConstraint(condition=Q(places__gte=1), name="slots_have_a_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("slots", self.gathering_id)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the gathering's circle who see it."""
        return to_members(viewer, "gathering__")


class RequestQuerySet(VisibleQuerySet["Request"]):
    """Sentences about those who ask."""

    def waiting(self) -> RequestQuerySet:
        """The queue: whoever stood on a date that did not take place comes first, in the order of
        those dates; then whoever asked first."""
        off = is_off("turn__occasion__")
        fallen = Case(
            When(off, then=Value(0)), default=Value(1), output_field=models.IntegerField()
        )
        return (
            self.filter(Q(turn=None) | off)
            .annotate(fallen=fallen)
            .order_by("fallen", "turn__occasion__starts_at", "turn__place", "asked_at", "pk")
        )

    def with_a_turn(self) -> RequestQuerySet:
        """Those on a date that takes place or has, in the order in which it is theirs."""
        standing = self.filter(turn__isnull=False).exclude(is_off("turn__occasion__"))
        return standing.order_by("turn__occasion__starts_at", "turn__place")

    def not_presented(self, now: datetime) -> RequestQuerySet:
        """All but those whose date has been."""
        return self.filter(
            Q(turn=None) | is_off("turn__occasion__") | Q(turn__occasion__ends_at__gt=now)
        )


class Request(Visible):
    """Somebody asks for a slot. ``asked_at``: their place in the queue, which changing the words
    leaves alone. ``from_day``, ``not_on``: dates that are not for them. ``remind``: so many days
    before it is their turn they would like to be reminded; 0 for never.

    What became of it is derived: no turn, or one on a date that is off, and it waits; a turn on a
    date that has been, and it was presented.
    """

    class Remind(models.IntegerChoices):
        NEVER = 0, _("Do not remind me")
        DAY = 1, _("The day before")
        DAYS = 3, _("Three days before")
        WEEK = 7, _("A week before")

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    slots = models.ForeignKey(Slots, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=1_000, blank=True)
    from_day = models.DateField(null=True, blank=True)
    not_on = models.ManyToManyField(Occasion, related_name="+", blank=True)
    remind = models.PositiveSmallIntegerField(choices=Remind.choices, default=Remind.NEVER)
    asked_at = models.DateTimeField()

    objects: ClassVar[RequestQuerySet] = manager_of(RequestQuerySet)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["slots", "person"])]

    def __str__(self) -> str:
        return self.title

    def may_be_on(self, occasion: Occasion, not_on: set[int]) -> bool:
        """Whether they said that they can take this date. ``not_on``: dates that they cannot."""
        early: date | None = self.from_day
        return occasion.pk not in not_on and (early is None or early <= occasion.day)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the gathering's circle who see it."""
        return to_members(viewer, "slots__gathering__")


class Turn(Visible):
    """A request stands on a date, in one of its places, counted from 1.

    ``told_starts_at``: the hour that its owner was told, so that they hear when it is another.
    """

    hidden_with: ClassVar[tuple[str, ...]] = ("request__person",)

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="turn")
    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="turns")
    place = models.PositiveSmallIntegerField()
    placed_at = models.DateTimeField()
    told_starts_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Turn]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["occasion", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "place"], name="turn_place_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="turn_has_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} on {self.occasion_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the request."""
        return to_members(viewer, "request__slots__gathering__")
