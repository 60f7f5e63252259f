"""What somebody answers to the crew that is proposed to them, and what a "no" sets going."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinweave.access import NotShown, Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.jobs.models import Work
from kinweave.weaving.models.proposals import Place, Proposal


class Answer(Visible):
    """Yes, not this one, or not this season. Nobody else is told: no crewmate, no steward."""

    class Says(models.TextChoices):
        YES = "yes"
        NOT_THIS = "not this one"
        NOT_NOW = "not this season"

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="answer")
    says = models.CharField(max_length=16, choices=Says.choices)
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Answer]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own."""
        if not viewer.is_somebody:
            return None
        return Q(place__person=viewer.person, place__proposal__season__circle__in=viewer.circles)


class Repair(Work, NotShown):
    """Crews that lost somebody are to be mended, with as few changes as can be. What comes while
    one waits goes along with it; what comes while one is under way has its own."""

    not_shown = "work of the site; what came of it is in the proposal"

    PATIENCE: ClassVar[timedelta] = timedelta(minutes=3)
    WAITS: ClassVar[timedelta] = timedelta(minutes=20)
    """So that not each "no" moves people, and none can be told from when something moved."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="repairs")

    class Meta(Work.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(state="waiting"), name="repair_one_waits"
            )
        ]

    def __str__(self) -> str:
        return f"repair {self.pk} ({self.state})"
