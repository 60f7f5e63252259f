"""A gathering: a call, a clinic, an evening, once or in a rhythm."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience, Viewer, Visible, VisibleQuerySet, address, manager_of, reaches
from kinweave.circles.models import Circle
from kinweave.fund.money import choices
from kinweave.gatherings.clock import A_DAY
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.pictures import shape_of


class Shared(models.TextChoices):
    """To whom the place and the link are told."""

    SEEN = "seen", _("Everybody who sees the gathering")
    COMING = "coming", _("Those who come")


EVERY = {
    Every.ONCE: _("Once"),
    Every.WEEKLY: _("Every week"),
    Every.FORTNIGHTLY: _("Every second week"),
    Every.MONTHLY: _("Every month, on the same date"),
    Every.WEEKDAY: _("Every month, on the same weekday"),
    Every.QUARTERLY: _("Every three months"),
    Every.FULL_MOON: _("At full moon"),
    Every.NEW_MOON: _("At new moon"),
    Every.DATES: _("On several dates"),
}
WHICH = {
    0: "", 1: _("the first of the month"), 2: _("the second"), 3: _("the third"),
    4: _("the fourth"), -1: _("the last of the month"),
}  # fmt: skip


class GatheringQuerySet(VisibleQuerySet["Gathering"]):
    """Sentences about gatherings."""

    def drafts_of(self, viewer: Viewer) -> GatheringQuerySet:
        """What somebody plans and has not announced. Nobody else sees it: of the rule, this is what
        is left of it there."""
        mine = self.filter(host=viewer.person, published_at=None)
        return mine if viewer.is_somebody else self.none()


class Gathering(Visible):
    """What somebody hosts in a circle. Its dates are rows of their own: :class:`Occasion`.

    ``day``, ``time`` and ``zone`` are the first date by the wall clock, so that it stays at its
    hour whatever becomes of the zone's rules; ``minutes`` is how long each date lasts. ``all_day``:
    it is of whole days without hours, so many of them as the minutes have. ``every``,
    ``which`` and ``times``: the rhythm, and how many dates have been laid down; a series ends after
    them, or somebody says that it goes on. ``audience``: who may see it. ``least``: only those come
    who give at least so much a month to the circle's fund, in the smallest coin of ``least_in``.
    ``shared``: to whom place and link are told. ``brings``: how many others each may bring along.
    ``picture_alt``: the picture in words. ``host``: nobody, where the one who hosted it has left.
    """

    AUDIENCES: ClassVar = [Audience.CIRCLE, Audience.PARENTS, Audience.SITE, Audience.PUBLIC]

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="gatherings")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    name = models.CharField(max_length=120)
    words = models.TextField(max_length=20_000, blank=True)
    place = models.CharField(max_length=200, blank=True)
    directions = models.TextField(max_length=2_000, blank=True)
    link = models.URLField(max_length=500, blank=True)
    shared = models.CharField(max_length=8, choices=Shared.choices, default=Shared.SEEN)
    audience = models.CharField(
        max_length=10,
        choices=[(one.value, one.label) for one in AUDIENCES],
        default=Audience.CIRCLE,
    )
    least = models.BigIntegerField(null=True, blank=True)
    least_in = models.CharField(max_length=3, blank=True, choices=choices)
    day = models.DateField()
    time = models.TimeField()
    zone = models.CharField(max_length=64)
    minutes = models.PositiveIntegerField()
    all_day = models.BooleanField(default=False)
    every = models.CharField(
        max_length=12, choices=[(one.value, words) for one, words in EVERY.items()],
        default=Every.ONCE.value,
    )  # fmt: skip
    which = models.SmallIntegerField(default=0, choices=list(WHICH.items()))
    times = models.PositiveSmallIntegerField(default=1)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    brings = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    picture = models.CharField(max_length=80, blank=True)  # a file's name below media/gatherings/
    picture_alt = models.CharField(max_length=300, blank=True)

    objects: ClassVar[GatheringQuerySet] = manager_of(GatheringQuerySet)

    class Meta:
        ordering: ClassVar = ["day", "time", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gte=1), name="gathering_lasts"),
            models.CheckConstraint(
                condition=Q(all_day=False) | Q(time=time(), minutes__gte=A_DAY),
                name="gathering_of_whole_days",
            ),
            models.CheckConstraint(
                condition=Q(times__gte=1, times__lte=60), name="gathering_is_bounded"
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats__gte=1), name="gathering_has_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(least=None, least_in="")
                | Q(~Q(least_in=""), least__isnull=False, least__gte=1, shared=Shared.COMING),
                name="gathering_for_those_who_give",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["circle", "published_at"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("gathering", self.pk)

    @property
    def days(self) -> int:
        """How many whole days each date lasts, where it has no hours."""
        return self.minutes // A_DAY

    @property
    def rhythm(self) -> Rhythm:
        """When it repeats."""
        return Rhythm(Every(self.every), self.which)

    @property
    def joined_at(self) -> str:
        """The link, if it leads to the web: the form takes no other, and no page shows one."""
        return self.link if self.link.startswith(("http://", "https://")) else ""

    @property
    def picture_shape(self) -> tuple[int, int]:
        """Width and height of the picture where it is largest, so that a page keeps its place."""
        return shape_of(self.picture)

    @property
    def repeats(self) -> bool:
        """Whether it has more dates than one."""
        return self.every != Every.ONCE

    @property
    def has_rhythm(self) -> bool:
        """Whether it could go on by itself."""
        return self.every not in (Every.ONCE, Every.DATES)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever its audience holds, once it is announced and while its circle is there; a draft,
        its host alone. Who leaves the circle hosts nothing there any more."""
        return seen_by(viewer)


def seen_by(viewer: Viewer, path: str = "") -> Q:
    """The rule of :meth:`Gathering.visible`, for rows that lead to a gathering by ``path``."""
    told = reaches(viewer, author="", circle=f"{path}circle", field=f"{path}audience")
    seen = Q(told, (f"{path}published_at__isnull", False))
    if viewer.is_somebody:
        seen = Q((f"{path}host", viewer.person), seen, _connector=Q.OR)
    return Q(seen, (f"{path}circle__ended_at", None))
