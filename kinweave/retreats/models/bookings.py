"""Somebody's place; what they owe for it; and what they ask if no price fits.

Three tables, because three kinds of people see them: hosts who sleeps where, the treasurer who owes
what, and who asks for help only whoever was asked.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models import hosted_by
from kinweave.retreats.models.offers import Price, Room
from kinweave.retreats.models.retreat import Retreat, keeps_money


class BookingQuerySet(VisibleQuerySet["Booking"]):
    """Sentences about places."""

    def standing(self) -> BookingQuerySet:
        """Those that hold: each has a seat at the gathering."""
        return self.filter(withdrawn_at=None)


class Booking(Visible):
    """A place that somebody has taken. It stands on their seat at the gathering, and goes with it.

    ``person``: nobody, where they have been forgotten: what they paid is an amount without a name.
    ``notes``: on access and food, for those who arrange it.
    """

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    retreat = models.ForeignKey(Retreat, on_delete=models.CASCADE, related_name="bookings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    notes = models.TextField(max_length=2_000, blank=True)
    booked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[BookingQuerySet] = manager_of(BookingQuerySet)

    class Meta:
        ordering: ClassVar = ["booked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["retreat", "person"], name="booking_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(room=None), name="booking_gives_back_its_bed"
            ),
        ]

    def __str__(self) -> str:
        return f"place of {self.person_id} at {self.retreat_id}"

    @property
    def who(self) -> str:
        """Their name; somebody's who was forgotten is not there any more."""
        return self.person.shown_name if self.person else str(_("Somebody who left"))

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own; those who arrange it, as long as it holds; the treasurer, always."""
        if not viewer.is_somebody:
            return None
        arranged = hosted_by(viewer, "retreat__gathering__") & Q(withdrawn_at=None)
        return Q(person=viewer.person) | arranged | keeps_money(viewer, "retreat__")


class Due(Visible):
    """What somebody owes for a place: the price chosen (``name``, empty for an amount of their
    own) and what the bed adds. ``agreed_at``: since when it is an amount agreed with the treasurer,
    to which no bed adds anything. ``reference``: what a transfer is known by."""

    hidden_with: ClassVar[tuple[str, ...]] = ("booking__person",)

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="due")
    price = models.ForeignKey(
        Price, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField()
    extra = models.BigIntegerField(default=0)
    agreed_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=25, unique=True)

    objects: ClassVar[VisibleQuerySet[Due]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="due_is_not_negative")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def total(self) -> int:
        """What is to be paid in all; never less than nothing."""
        return self.amount if self.agreed_at else max(0, self.amount + self.extra)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own, and the treasurer."""
        if not viewer.is_somebody:
            return None
        return Q(booking__person=viewer.person) | keeps_money(viewer, "booking__retreat__")


class Scholarship(Visible):
    """Somebody asks to pay less. ``to``: the treasurer whom they asked, and nobody after them;
    ``granted``: what they pay then, ``None`` for no."""

    hidden_with: ClassVar[tuple[str, ...]] = ("booking__person",)

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="scholarship")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    can_pay = models.BigIntegerField()
    words = models.TextField(max_length=2_000, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    granted = models.BigIntegerField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Scholarship]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(can_pay__gte=0) & (Q(granted=None) | Q(granted__gte=0)),
                name="scholarship_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(granted=None) | Q(answered_at__isnull=False),
                name="scholarship_granted_by_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"scholarship {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Who asks, and whom they asked, as long as that is the treasurer. Nobody else; not those
        who host, and not whoever keeps the money next."""
        if not viewer.is_somebody:
            return None
        asked = Q(to=viewer.person) & keeps_money(viewer, "booking__retreat__")
        return Q(booking__person=viewer.person) | asked
