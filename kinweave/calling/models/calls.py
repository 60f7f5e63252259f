"""A call: "I want to do this, who joins me?" """

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.circles.models import Circle
from kinweave.people.models.week import HALF_HOURS


class CallQuerySet(VisibleQuerySet["Call"]):
    """Sentences about calls."""

    def open(self, now: datetime) -> CallQuerySet:
        """Those that can be answered."""
        return self.open_on(now.date())

    def open_on(self, day: date) -> CallQuerySet:
        """The same, by the day."""
        return self.filter(ended_at=None, until__gte=day)


class Call(Visible):
    """Somebody would begin a crew, and says for what. ``starts``: the first meeting lies in the
    seven days from then on. ``until``: the last day on which it is answered. ``zone``: by whose
    clocks they meet. ``crew``: what came of it. Whether it is over is ``ended_at``."""

    class Kind(models.TextChoices):
        POD = "pod", pgettext_lazy("kind of crew", "A pod: support for each other")
        WORK = "work", pgettext_lazy("kind of crew", "A working group")
        LIVELIHOOD = "livelihood", pgettext_lazy("kind of crew", "A livelihood: shared income")
        STUDY = "study", pgettext_lazy("kind of crew", "A study group")

    hidden_with: ClassVar[tuple[str, ...]] = ("caller",)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="calls")
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calls"
    )
    made_at = models.DateTimeField()
    name = models.CharField(max_length=80)
    words = models.TextField(max_length=4_000)
    practice = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.POD)
    languages = models.JSONField(default=list)
    zone = models.CharField(max_length=64)
    starts = models.DateField()
    until = models.DateField()
    every_weeks = models.PositiveSmallIntegerField(default=2)
    meetings = models.PositiveSmallIntegerField(default=6)
    minutes = models.PositiveSmallIntegerField(default=90)
    smallest = models.PositiveSmallIntegerField(default=3)
    largest = models.PositiveSmallIntegerField(default=6)
    ended_at = models.DateTimeField(null=True, blank=True)
    crew = models.OneToOneField(
        Circle, null=True, blank=True, on_delete=models.SET_NULL, related_name="call"
    )

    objects: ClassVar[CallQuerySet] = manager_of(CallQuerySet)

    class Meta:
        ordering: ClassVar = ["until", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(smallest__gte=2, smallest__lte=F("largest"), largest__lte=12),
                name="call_sizes",
            ),
            models.CheckConstraint(
                condition=Q(meetings__gte=1, every_weeks__gte=1, minutes__gte=15),
                name="call_rhythm",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["circle", "ended_at"])]

    def __str__(self) -> str:
        return self.name or str(_("a call"))  # whoever called is forgotten

    def get_absolute_url(self) -> str:
        return address("call", self.circle.slug, self.pk)

    def is_open(self, now: datetime) -> bool:
        """Whether it can be answered."""
        return self.ended_at is None and self.until >= now.date()

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the circle."""
        return Q(circle__in=viewer.circles) if viewer.is_somebody else None


class CallAnswer(Visible):
    """Somebody would join, or may. ``week``: their hours for this call, where they are others than
    in their profile. ``hosts``: whether they would host meetings."""

    class Says(models.TextChoices):
        YES = "yes", _("would join")
        MAYBE = "maybe", _("may join")

    hidden_with: ClassVar[tuple[str, ...]] = ("person", "call__caller")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=5, choices=Says.choices)
    week = models.CharField(max_length=HALF_HOURS, blank=True)
    hosts = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[CallAnswer]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "person"], name="call_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.says}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own; the caller, all of them; whoever would join, who else would."""
        if not viewer.is_somebody:
            return None
        mine = cls._base_manager.filter(person=viewer.person, says="yes")
        fellows = Q(says="yes", call__in=mine.values("call"))
        here = Q(call__circle__in=viewer.circles)
        return (Q(person=viewer.person) | Q(call__caller=viewer.person) | fellows) & here


class CallQuestion(Visible):
    """Somebody asks the caller something. ``told``: the answer is there for the whole circle, with
    the question and without the name of who asked."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person", "call__caller")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=1_000)
    at = models.DateTimeField()
    reply = models.TextField(max_length=2_000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    told = models.BooleanField(default=False)

    objects: ClassVar[VisibleQuerySet[CallQuestion]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"question {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Who asked, and the caller; the circle, once the caller answers so that all can read."""
        if not viewer.is_somebody:
            return None
        told = Q(told=True, replied_at__isnull=False)
        theirs = Q(person=viewer.person) | Q(call__caller=viewer.person)
        return (theirs | told) & Q(call__circle__in=viewer.circles)
