"""Crews for the days, being made: work that a worker does."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models import hosted_by
from kinweave.jobs.models import State, Work
from kinweave.retreats.models.retreat import Retreat


class Making(Work, Visible):
    """Somebody asked for crews of about ``size``. What comes of it is a draft: a
    :class:`CrewPlan`; ``why``: what was in the way of one. ``seed``: with which the engine begins,
    so that whoever begins again makes the same.
    """

    class Why(models.TextChoices):
        FEW = "few", _("Too few have taken a place for crews of that size.")
        MANY = "many", _("Crews are made for 150 people at most.")

    PATIENCE: ClassVar[timedelta] = timedelta(minutes=2)
    ATTEMPTS: ClassVar[int] = 3

    retreat = models.ForeignKey(Retreat, on_delete=models.CASCADE, related_name="makings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    size = models.PositiveSmallIntegerField()
    seed = models.PositiveBigIntegerField()
    asked_at = models.DateTimeField()
    why = models.CharField(max_length=4, choices=Why.choices, blank=True)

    objects: ClassVar[VisibleQuerySet[Making]] = manager_of(VisibleQuerySet)

    class Meta(Work.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["retreat"], condition=Q(state__in=["waiting", "claimed"]),
                name="making_one_at_a_time",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"crews being made {self.pk} ({self.state})"

    @property
    def under_way(self) -> bool:
        """Whether they are still being made."""
        return self.state in {State.WAITING, State.CLAIMED}

    @property
    def given_up(self) -> bool:
        """Whether something went wrong here, again and again."""
        return self.state == State.FAILED

    @property
    def progress(self) -> int:
        """Per cent, about."""
        return 50 if self.state == State.CLAIMED else 10

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Those who arrange the retreat."""
        return hosted_by(viewer, "retreat__gathering__") if viewer.is_somebody else None
