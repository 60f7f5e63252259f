"""A retreat: what a gathering has besides, and the items of its programme."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.fund.models import SaysHowToPay
from kinweave.fund.money import choices
from kinweave.gatherings.models import Gathering, Occasion, hosted_by
from kinweave.gatherings.models.gathering import seen_by


class Retreat(SaysHowToPay, Visible):
    """What a gathering that is once has besides its date.

    Amounts are whole numbers of the smallest coin of ``currency``. ``free``: people may name an
    amount of their own, from ``least`` to ``most`` where these are given; ``suggested`` helps.
    ``share``: per cent of what is left that goes to the common fund. ``treasurer``: who sees who
    owes what; nobody, where they have left. ``opened_at``: since when places can be taken; before,
    only those who arrange it see it.
    """

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="retreat")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    treasurer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    currency = models.CharField(max_length=3, choices=choices)
    free = models.BooleanField(default=False)
    suggested = models.BigIntegerField(null=True, blank=True)
    least = models.BigIntegerField(null=True, blank=True)
    most = models.BigIntegerField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(default=0)
    without = models.CharField(max_length=300, blank=True)

    objects: ClassVar[VisibleQuerySet[Retreat]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(share__lte=100), name="retreat_share_of_a_hundred"),
            models.CheckConstraint(
                condition=(Q(least=None) | Q(least__gte=0))
                & (Q(suggested=None) | Q(suggested__gte=0)),
                name="retreat_amounts_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(most__gte=F("least")),
                name="retreat_least_before_most",
            ),
        ]

    def __str__(self) -> str:
        return f"retreat of {self.gathering_id}"

    def get_absolute_url(self) -> str:
        return address("retreat", self.gathering_id)

    @cached_property
    def occasion(self) -> Occasion:
        """Its one date, which may have been moved; whoever sees the retreat sees it."""
        found: Occasion = self.gathering.occasions.order_by("number")[:1].get()
        found.gathering = self.gathering
        return found

    @property
    def days(self) -> int:
        """How many days it touches, by the wall clock."""
        wall = timedelta(hours=self.occasion.time.hour, minutes=self.occasion.time.minute)
        # An end at midnight belongs to the day before.
        return (wall + timedelta(minutes=self.gathering.minutes - 1)).days + 1

    def day(self, number: int) -> date:
        """The date of one of its days; 1 is the first."""
        return self.occasion.day + timedelta(days=number - 1)

    def lets(self, amount: int) -> bool:
        """Whether somebody may choose this amount freely."""
        return (
            self.free and amount >= (self.least or 0) and (self.most is None or amount <= self.most)
        )

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the gathering, once it is open; before, those who arrange it."""
        return told_to(viewer)


def told_to(viewer: Viewer, path: str = "") -> Q:
    """The rule of :meth:`Retreat.visible`, for rows that lead to a retreat by ``path``."""
    told = Q(**{f"{path}opened_at__isnull": False}) | hosted_by(viewer, f"{path}gathering__")
    return seen_by(viewer, f"{path}gathering__") & (told | keeps_money(viewer, path))


def keeps_money(viewer: Viewer, path: str = "") -> Q:
    """The retreats whose treasurer this viewer is."""
    if not viewer.is_somebody:
        return Q(pk__in=[])
    return Q(**{f"{path}treasurer": viewer.person, f"{path}gathering__circle__in": viewer.circles})


class Item(Visible):
    """A line of the programme. ``day``: 1 is the first, so that it moves with the gathering;
    ``starts`` and ``ends``: by its wall clock."""

    retreat = models.ForeignKey(Retreat, on_delete=models.CASCADE, related_name="items")
    day = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField(null=True, blank=True)
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=2_000, blank=True)
    place = models.CharField(max_length=120, blank=True)

    objects: ClassVar[VisibleQuerySet[Item]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["day", "starts", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
                name="item_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(day__gte=1), name="item_has_a_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the retreat."""
        return told_to(viewer, "retreat__")
