"""A round of pairs, who takes part, and who meets whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.circles.models import Circle
from kinweave.jobs.models import State, Work


class Shape(models.TextChoices):
    """How people are put together."""

    PAIRS = "pairs", _("In pairs, each for the other")
    RING = "ring", _("In a ring of stewards: you listen to one person, and another listens to you")
    TRIOS = "trios", _("In threes")


class Schedule(Visible):
    """A circle's standing wish: a round every so many ``weeks``, until somebody stops it."""

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="+")
    shape = models.CharField(max_length=5, choices=Shape.choices)
    weeks = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Schedule]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weeks__range=(1, 26)), name="schedule_weeks")
        ]

    def __str__(self) -> str:
        return f"every {self.weeks} weeks in {self.circle_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the circle."""
        return Q(circle__in=viewer.circles) if viewer.is_somebody else None


class RoundQuerySet(VisibleQuerySet["Round"]):
    """Sentences about rounds."""

    def open(self) -> RoundQuerySet:
        """Those that nobody is paired in yet."""
        return self.filter(paired_at=None, called_off_at=None)


class Round(Work, Visible):
    """People say that they take part until ``pairs_at``; then a job pairs them; at ``ends_at`` each
    is asked once whether they met. A circle has one open round at a time."""

    LASTS: ClassVar[timedelta] = timedelta(days=14)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="rounds")
    shape = models.CharField(max_length=5, choices=Shape.choices)
    words = models.CharField(max_length=300, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField()
    pairs_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    paired_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[RoundQuerySet] = manager_of(RoundQuerySet)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-pairs_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["circle"],
                condition=Q(paired_at=None, called_off_at=None),
                name="round_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"round {self.pk} of {self.circle_id}"

    def get_absolute_url(self) -> str:
        return address("circle-rounds", self.circle.slug)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the circle. Who takes part is told to nobody."""
        return Q(circle__in=viewer.circles) if viewer.is_somebody else None

    def rest(self, until: datetime) -> bool:
        """What this process has claimed is done for now, and due again at ``until``; false if the
        claim was taken back meanwhile."""
        rows = Round.objects.filter(pk=self.pk, state=State.CLAIMED, claimed_at=self.claimed_at)
        put = {"state": State.WAITING, "claimed_at": None, "next_attempt": until, "attempts": 0}
        return bool(rows.update(**put))


class Wish(Visible):
    """Somebody takes part: in the next round (``once``), or in each until they say otherwise, but
    for those before ``paused_until``. ``hours``: their week may be used to find an hour.

    It names no round: who says it after the hour is in the next one.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    once = models.BooleanField(default=True)
    hours = models.BooleanField(default=False)
    paused_until = models.DateField(null=True, blank=True)
    since = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Wish]] = manager_of(VisibleQuerySet)

    class Meta:
        verbose_name_plural = "wishes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circle", "person"], name="round_wish_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.circle_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own. Not even whoever opens a round is told who takes part."""
        return Q(person=viewer.person) if viewer.is_somebody else None


class Meeting(Visible):
    """Two or three (in threes, where it does not come out, four) who may meet in a round.
    ``hours``: instants that suit all of them, as ISO 8601 in UTC, or none."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="meetings")
    hours: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    objects: ClassVar[VisibleQuerySet[Meeting]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    def get_absolute_url(self) -> str:
        return address("round-meeting", self.pk)

    @property
    def starts(self) -> list[datetime]:
        """Its hours as instants."""
        return [datetime.fromisoformat(one) for one in self.hours]

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Those who meet, while they are in the circle."""
        if not viewer.is_somebody:
            return None
        mine = Place.objects.filter(person=viewer.person).order_by().values("meeting")
        return Q(pk__in=mine, round__circle__in=viewer.circles)


class Place(Visible):
    """Somebody's place in a round. Without a ``meeting``: there was nobody for them this time, or
    it fell through. ``part``: in a ring, whether they listen there or are listened to. ``says``:
    whether they met, if they like to say."""

    class Part(models.TextChoices):
        LISTENS = "listens"
        HEARD = "heard"

    class Says(models.TextChoices):
        YES = "yes", _("We met")
        NO = "no", _("Not this time")

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="places")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=7, choices=Part.choices, blank=True)
    says = models.CharField(max_length=3, choices=Says.choices, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Place]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="round_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in round {self.round_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own, and of those whom one meets."""
        if not viewer.is_somebody:
            return None
        mine: Any = Meeting.visible(viewer)
        met = Meeting.objects.filter(mine).order_by().values("pk")
        own = Q(person=viewer.person, round__circle__in=viewer.circles)
        return own | Q(meeting__in=met)
