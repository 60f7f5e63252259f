"""A season: a period in which a congregation forms crews."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.circles.models import Circle, Key


def weaves(viewer: Viewer, path: str = "") -> Q:
    """Seasons of circles in which ``viewer`` holds the key; ``path`` leads to one."""
    return Q(**{f"{path}circle__in": viewer.where(Key.WEAVE)})


class Stage(models.TextChoices):
    """Where a season stands: it follows from its days and what was done, and is kept nowhere."""

    DRAFT = "draft", _("not open yet")
    WISHES = "wishes", _("open for wishes")
    PROPOSING = "proposing", _("crews are being found")
    ANSWERING = "answering", _("crews are proposed")
    OVER = "over", _("over")


class Season(Visible):
    """The days on which wishes and answers end are whole days in ``zone``; ``wishes_until`` and
    ``answers_until`` are the instants at which these days are over. Crews meet from ``starts_on``.

    A draft until ``opened_at``. ``asks``: a question of the congregation's own to those who wish
    for a crew. ``smallest``, ``target``, ``largest``: how many people a crew has.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="seasons")
    name = models.CharField(_("name"), max_length=80)
    words = models.TextField(_("a few words"), max_length=4000, blank=True)
    asks = models.CharField(_("a question of your own"), max_length=300, blank=True)
    zone = models.CharField(max_length=64)
    wishes_on = models.DateField()
    answers_on = models.DateField()
    starts_on = models.DateField()
    wishes_until = models.DateTimeField()
    answers_until = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    every_weeks = models.PositiveSmallIntegerField(default=2)
    meetings = models.PositiveSmallIntegerField(default=6)
    smallest = models.PositiveSmallIntegerField(default=3)
    target = models.PositiveSmallIntegerField(default=5)
    largest = models.PositiveSmallIntegerField(default=6)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Season]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-starts_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(wishes_on__lt=F("answers_on"), answers_on__lt=F("starts_on")),
                name="season_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(wishes_until__lt=F("answers_until")), name="season_instants_in_order"
            ),
            models.CheckConstraint(
                condition=Q(
                    smallest__gte=3,
                    smallest__lte=F("target"),
                    target__lte=F("largest"),
                    largest__lte=16,
                ),
                name="season_sizes_in_order",
            ),
            models.CheckConstraint(
                condition=Q(
                    minutes__range=(15, 480), every_weeks__range=(1, 8), meetings__range=(1, 26)
                ),
                name="season_meets",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["answers_until"],
                condition=Q(opened_at__isnull=False, closed_at=None),
                name="season_due",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("season", self.pk)

    def takes_wishes(self, now: datetime) -> bool:
        """Whether somebody may say what they wish for, change it, or take it back."""
        return self.stage_at(now, published=False) == Stage.WISHES

    def stage_at(self, now: datetime, *, published: bool) -> Stage:
        """Where it stands. ``published``: whether crews have been proposed to people."""
        if self.opened_at is None:
            return Stage.DRAFT
        if self.closed_at is not None:
            return Stage.OVER
        if published:
            return Stage.ANSWERING if now < self.answers_until else Stage.OVER
        if now < self.wishes_until:
            return Stage.WISHES
        return Stage.PROPOSING

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the circle, once it is open; before, whoever gathers it."""
        if not viewer.is_somebody:
            return None
        return Q(circle__in=viewer.circles, opened_at__isnull=False) | weaves(viewer)
