"""What retreats hold of somebody, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.fund.money import plain
from kinweave.people.export.parts import exports
from kinweave.people.models import Person
from kinweave.retreats.models import Booking, Due, Payment, Retreat, Scholarship


@exports(
    "retreats",
    _("Retreats that you host"),
    name=_("Gathering"),
    currency=_("Currency"),
    share=_("Per cent of what is left that goes to the common fund"),
    without=_("How somebody comes who has no account"),
    holder=_("Whose account it is"),
    iban=_("IBAN"),
    link=_("Link"),
    made_at=_("Made"),
    opened_at=_("Open since"),
)
def retreats(person: Person) -> list[dict[str, Any]]:
    """What each says of itself."""
    rows = Retreat.objects.filter(gathering__host=person).select_related("gathering")
    fields = ("currency", "share", "without", "holder", "iban", "link", "made_at", "opened_at")
    return [
        {"name": one.gathering.name, **{field: getattr(one, field) for field in fields}}
        for one in rows.order_by("pk")
    ]


@exports(
    "places",
    _("Your places at retreats"),
    retreat=_("Gathering"),
    room=_("Bed"),
    notes=_("Your notes"),
    booked_at=_("Taken"),
    withdrawn_at=_("Given back"),
    price=_("Price"),
    total=_("To pay"),
    currency=_("Currency"),
    reference=_("Reference"),
)
def places(person: Person) -> list[dict[str, Any]]:
    """Those of now, and those given back."""
    rows = Booking.objects.filter(person=person).select_related("retreat__gathering", "room")
    dues = {one.booking_id: one for one in Due.objects.filter(booking__person=person)}
    return [
        {
            "retreat": one.retreat.gathering.name,
            "room": one.room.name if one.room else "",
            "notes": one.notes,
            "booked_at": one.booked_at,
            "withdrawn_at": one.withdrawn_at,
            "price": dues[one.pk].name,
            "total": plain(dues[one.pk].total, one.retreat.currency),
            "currency": one.retreat.currency,
            "reference": dues[one.pk].reference,
        }
        for one in rows.order_by("pk")
    ]


@exports(
    "payments",
    _("What you paid for them"),
    retreat=_("Gathering"),
    amount=_("Amount"),
    currency=_("Currency"),
    day=_("Day"),
)
def payments(person: Person) -> list[dict[str, Any]]:
    """What counts. The treasurer's notes are theirs."""
    rows = Payment.objects.counted().filter(booking__person=person)
    return [
        {
            "retreat": one.retreat.gathering.name,
            "amount": plain(one.amount, one.retreat.currency),
            "currency": one.retreat.currency,
            "day": one.day,
        }
        for one in rows.select_related("retreat__gathering").order_by("pk")
    ]


@exports(
    "scholarships",
    _("What you asked a treasurer"),
    retreat=_("Gathering"),
    can_pay=_("What you can pay"),
    words=_("Your words"),
    asked_at=_("Asked"),
    answered_at=_("Answered"),
    granted=_("Agreed"),
)
def scholarships(person: Person) -> list[dict[str, Any]]:
    """One's own; not what others asked, who asked it of nobody else."""
    rows = Scholarship.objects.filter(booking__person=person)
    return [
        {
            "retreat": one.booking.retreat.gathering.name,
            "can_pay": plain(one.can_pay, one.booking.retreat.currency),
            "words": one.words,
            "asked_at": one.asked_at,
            "answered_at": one.answered_at,
            "granted": ""
            if one.granted is None
            else plain(one.granted, one.booking.retreat.currency),
        }
        for one in rows.select_related("booking__retreat__gathering").order_by("pk")
    ]
