"""What came in, and what it cost."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models import hosted_by
from kinweave.retreats.models.bookings import Booking
from kinweave.retreats.models.retreat import Retreat, keeps_money


class PaymentQuerySet(VisibleQuerySet["Payment"]):
    """Sentences about payments."""

    def counted(self) -> PaymentQuerySet:
        """Those that nobody took back."""
        return self.filter(undone_at=None)


class Payment(Visible):
    """Somebody paid, as the treasurer noted it or a bank's list said. It is never changed: it is
    taken back, by whom and when. ``fingerprint``: of the line it stands on, so that a line counts
    once, however often it is read."""

    hidden_with: ClassVar[tuple[str, ...]] = ("booking__person",)

    retreat = models.ForeignKey(Retreat, on_delete=models.CASCADE, related_name="payments")
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="payments")
    amount = models.BigIntegerField()
    day = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[PaymentQuerySet] = manager_of(PaymentQuerySet)

    class Meta:
        ordering: ClassVar = ["noted_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="payment_is_something"),
            models.UniqueConstraint(
                fields=["retreat", "fingerprint"], condition=~Q(fingerprint=""),
                name="payment_line_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"payment {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own, and the treasurer."""
        if not viewer.is_somebody:
            return None
        return Q(booking__person=viewer.person) | keeps_money(viewer, "retreat__")


class Cost(Visible):
    """What those who arrange it had to pay. ``fingerprint``: of the form that it was sent with, so
    that a button pressed twice writes one."""

    retreat = models.ForeignKey(Retreat, on_delete=models.CASCADE, related_name="costs")
    words = models.CharField(max_length=120)
    amount = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64, blank=True)
    noted_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Cost]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["noted_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="cost_is_something"),
            models.UniqueConstraint(
                fields=["retreat", "fingerprint"], condition=~Q(fingerprint=""), name="cost_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Those who have a place, those who arrange it, and the treasurer."""
        if not viewer.is_somebody:
            return None
        comes = Booking.objects.standing().filter(person=viewer.person).order_by()
        mine = Q(retreat__in=comes.values("retreat"))
        return mine | hosted_by(viewer, "retreat__gathering__") | keeps_money(viewer, "retreat__")
