"""What the engine proposes: crews with their people and times, and who is in none, and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.circles.models import Circle
from kinweave.jobs.models import State, Work
from kinweave.weaving.models.season import Season, weaves


class Proposal(Work, Visible):
    """One run of the engine for a season, and what hands changed in it since. Several stand side
    by side; one may be ``published_at``.

    ``around``: the proposal whose pinned crews this one keeps. ``quality``: ``objective`` and
    ``bound`` as the engine said them, ``proven``. ``made_at``: when it was whole.
    """

    PATIENCE: ClassVar[timedelta] = timedelta(minutes=1)
    """Somebody waits for it, and while it works it says every few seconds that it does."""
    ATTEMPTS: ClassVar[int] = 3

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    around = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    progress = models.PositiveSmallIntegerField(default=0)
    quality: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    made_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Proposal]] = manager_of(VisibleQuerySet)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "number"], name="proposal_number"),
            models.UniqueConstraint(
                fields=["season"],
                condition=Q(state__in=["waiting", "claimed"]),
                name="proposal_one_under_way",
            ),
            models.UniqueConstraint(
                fields=["season"],
                condition=Q(published_at__isnull=False),
                name="proposal_one_published",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(made_at__isnull=False),
                name="proposal_published_is_made",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.number} of {self.season_id}"

    def get_absolute_url(self) -> str:
        return address("proposal", self.pk)

    @property
    def under_way(self) -> bool:
        """Whether the engine still works at it, or is about to."""
        return self.state in {State.WAITING, State.CLAIMED}

    @property
    def given_up(self) -> bool:
        """Whether it went wrong, again and again."""
        return self.state == State.FAILED

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever gathers the season. Others see their own crew, once it is published."""
        return weaves(viewer, "season__") if viewer.is_somebody else None


class ProposedCrew(Visible):
    """People who could be a crew.

    ``times``: the first is proposed, others that would do follow; each ``zone``, ``starts`` (UTC),
    ``if_need_be`` (numbers of people). ``reasons``: kinds and values, put into words for whoever
    reads. ``pinned_at``: the next run leaves it as it is. ``asked_at``: since when its people are
    asked, as it is now. ``agreed_at``: they said yes; ``circle``: the crew that began.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="crews")
    number = models.PositiveSmallIntegerField()
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    times: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list
    )
    score = models.FloatField(default=0.0)
    parts: models.JSONField[dict[str, float], dict[str, float]] = models.JSONField(default=dict)
    reasons: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list
    )
    pinned_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    circle = models.OneToOneField(Circle, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[VisibleQuerySet[ProposedCrew]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposed_crew_number")
        ]

    def __str__(self) -> str:
        return f"crew {self.number} of {self.proposal_id}"

    @property
    def zone(self) -> str:
        """Where the clock hangs by which it meets."""
        return str(self.times[0]["zone"]) if self.times else "UTC"

    @property
    def begins(self) -> datetime | None:
        """The first of them, if there is one."""
        return datetime.fromisoformat(self.times[0]["starts"][0]) if self.times else None

    @property
    def starts(self) -> list[datetime]:
        """When it is proposed to meet (UTC); nothing, where no time is left."""
        return (
            [datetime.fromisoformat(one) for one in self.times[0]["starts"]] if self.times else []
        )

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever gathers the season; its own people, once it is proposed to them."""
        if not viewer.is_somebody:
            return None
        mine = Place.objects.filter(person=viewer.person).values("crew")
        asked = Q(pk__in=mine, proposal__published_at__isnull=False)
        asked &= Q(proposal__season__circle__in=viewer.circles)
        return asked | weaves(viewer, "proposal__season__")


class Place(Visible):
    """Somebody in a proposed crew; in one at most of each proposal."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="places")
    crew = models.ForeignKey(ProposedCrew, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[VisibleQuerySet[Place]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "person"], name="place_once")
        ]
        indexes: ClassVar = [models.Index(fields=["person"])]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.crew_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever gathers the season; the people of that crew, once it is proposed to them."""
        if not viewer.is_somebody:
            return None
        mine = cls.objects.filter(person=viewer.person).values("crew")
        asked = Q(crew__in=mine, proposal__published_at__isnull=False)
        asked &= Q(proposal__season__circle__in=viewer.circles)
        return asked | weaves(viewer, "proposal__season__")


class Left(Visible):
    """Somebody who is in no crew of a proposal: why, and what would help, as the engine says it
    to everybody, whatever anybody said in private."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="left")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reasons: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list
    )

    objects: ClassVar[VisibleQuerySet[Left]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "person"], name="left_once")
        ]
        indexes: ClassVar = [models.Index(fields=["person"])]

    def __str__(self) -> str:
        return f"{self.person_id} without a crew"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever gathers the season; and each their own, once it is published."""
        if not viewer.is_somebody:
            return None
        own = Q(person=viewer.person, proposal__published_at__isnull=False)
        own &= Q(proposal__season__circle__in=viewer.circles)
        return own | weaves(viewer, "proposal__season__")
