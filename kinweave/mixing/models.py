"""A mixing plan, who is in it, its rounds, and who sits where."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.gatherings.models import Guest, Occasion
from kinweave.gatherings.models.gathering import seen_by
from kinweave.gatherings.models.hosting import hosted_by
from kinweave.jobs.models import Work
from kinweave.people.models.person import name_shown

MOST_ROUNDS = 8


class Size(models.IntegerChoices):
    """How large a group is, where it comes out."""

    TWO = 2, _("Twos")
    THREE = 3, _("Threes")
    FOUR = 4, _("Fours")


class Plan(Work, Visible):
    """Groups for one date of a gathering. ``minutes``: how long a round is. ``asked``: how often
    groups were asked for, so that an engine that worked on an older wish knows. ``mixed_at``: when
    the groups were made that stand; none while they are being made."""

    PATIENCE: ClassVar[timedelta] = timedelta(minutes=1)
    """People stand in a room and wait."""

    occasion = models.OneToOneField(Occasion, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    size = models.PositiveSmallIntegerField(choices=Size.choices)
    minutes = models.PositiveSmallIntegerField()
    asked = models.PositiveIntegerField(default=1)
    mixed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Plan]] = manager_of(VisibleQuerySet)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__range=(2, 4)), name="mixing_size"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="mixing_minutes"),
        ]

    def __str__(self) -> str:
        return f"mixing plan {self.pk}"

    def get_absolute_url(self) -> str:
        return address("mixing", self.occasion.gathering_id, self.pk)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Those who are in it, while they see the gathering, and whoever runs that."""
        return _in_it(viewer)


def _in_it(viewer: Viewer, path: str = "") -> Q | None:
    """The rule of :meth:`Plan.visible`, for rows that lead to a plan by ``path``."""
    if not viewer.is_somebody:
        return None
    gathering = f"{path}occasion__gathering__"
    mine = Participant.objects.filter(person=viewer.person).order_by().values("plan")
    inside = Q(**{f"{path}pk__in" if path else "pk__in": mine})
    return seen_by(viewer, gathering) & (inside | hosted_by(viewer, gathering))


class Participant(Visible):
    """Somebody who is in: with an account, a guest of the gathering, or by a name that stands here
    and nowhere else. ``first``: their first round. ``gone``: the round from which they are gone."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    guest = models.ForeignKey(
        Guest, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=80, blank=True)
    first = models.PositiveSmallIntegerField(default=1)
    gone = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Participant]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "person"], name="mixing_person_once"),
            models.UniqueConstraint(fields=["plan", "guest"], name="mixing_guest_once"),
            models.UniqueConstraint(
                fields=["plan", "name"], condition=~Q(name=""), name="mixing_name_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest=None, name="")
                | Q(person=None, guest__isnull=False, name="")
                | (Q(person=None, guest=None) & ~Q(name="")),
                name="mixing_somebody",
            ),
            models.CheckConstraint(
                condition=Q(gone=None) | Q(gone__gt=F("first")), name="mixing_there_for_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"

    @property
    def called(self) -> str:
        """As groups name them. Everybody at a table has a name, also without a circle in common."""
        if self.person is not None:
            return name_shown(self.person.name, self.person.forgotten_at)
        return self.guest.name if self.guest is not None else self.name

    def is_there(self, number: int) -> bool:
        """Whether they are there for this round."""
        return self.first <= number and (self.gone is None or number < self.gone)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the plan."""
        return _in_it(viewer, "plan__")


class Round(Visible):
    """One round. ``number``: the first is 1."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Round]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="mixing_round_once"),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_ROUNDS)), name="mixing_rounds"
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of {self.plan_id}"

    def until(self, minutes: int) -> datetime | None:
        """When it is over, if it has begun."""
        return self.began_at and self.began_at + timedelta(minutes=minutes)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the plan."""
        return _in_it(viewer, "plan__")


class Seat(Visible):
    """Somebody's group in a round. Who is there and has none sits out."""

    hidden_with: ClassVar[tuple[str, ...]] = ("participant__person",)

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="seats")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="seats")
    group = models.PositiveSmallIntegerField()

    objects: ClassVar[VisibleQuerySet[Seat]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["group", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "participant"], name="mixing_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} in group {self.group}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever runs the gathering; of rounds that have begun, whoever is in the plan."""
        told = _in_it(viewer, "round__plan__")
        if told is None:
            return None
        hosts = hosted_by(viewer, "round__plan__occasion__gathering__")
        return told & (Q(round__began_at__isnull=False) | hosts)
