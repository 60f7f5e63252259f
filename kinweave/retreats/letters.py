"""What retreats write to people. Each reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.gatherings.models import Gathering
from kinweave.notices.letters import About, Reader, letter
from kinweave.retreats import samples
from kinweave.retreats.models import Booking, Due, Payment, Scholarship


@letter(
    "retreats.booked",
    kind="retreats",
    what=_("A place at a retreat is yours"),
    sample=samples.PLACE,
)
def booked(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever took it, with how to pay, as long as it is theirs."""
    return _mine(reader, about)


@letter(
    "retreats.paid",
    kind="retreats",
    what=_("What you paid for a retreat has come in"),
    sample=samples.PAID,
)
def paid(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever paid, unless it was a mistake and was taken back meanwhile."""
    told = _mine(reader, about, withdrawn=True)
    rows = Payment.objects.visible_to(reader.viewer).counted()
    payment = rows.filter(pk=about["payment"], booking__person=reader.viewer.person).first()
    return {**told, "payment": payment} if told and payment else None


@letter(
    "retreats.scholarship_asked",
    kind="retreats",
    what=_("Somebody asks you, the treasurer of a retreat, to pay less"),
    sample=samples.REQUEST,
)
def scholarship_asked(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the treasurer, as long as they are and it is not answered. It says that somebody asks, not
    who and not why: that stands on the page."""
    rows = Scholarship.objects.visible_to(reader.viewer).filter(answered_at=None)
    found = rows.select_related("booking__retreat__gathering__circle")
    request = found.filter(pk=about["request"], to=reader.viewer.person).first()
    if request is None or not _seen(reader, request.booking):
        return None
    return {"asked": request, **_told(request.booking)}


@letter(
    "retreats.scholarship_answered",
    kind="retreats",
    what=_("The treasurer of a retreat answers you"),
    sample=samples.ANSWER,
)
def scholarship_answered(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever asked."""
    told = _mine(reader, about)
    rows = Scholarship.objects.visible_to(reader.viewer).filter(answered_at__isnull=False)
    request = rows.filter(pk=about["request"], booking__person=reader.viewer.person).first()
    return {**told, "asked": request} if told and request else None


def _mine(reader: Reader, about: About, *, withdrawn: bool = False) -> dict[str, Any] | None:
    rows = Booking.objects.visible_to(reader.viewer).select_related(
        "room", "retreat__gathering__circle"
    )
    rows = rows.filter(pk=about["booking"], person=reader.viewer.person)
    booking = (rows if withdrawn else rows.standing()).first()
    if booking is None or not _seen(reader, booking):
        return None
    due = Due.objects.visible_to(reader.viewer).filter(booking=booking).first()
    return {"booking": booking, "due": due, **_told(booking)}


def _seen(reader: Reader, booking: Booking) -> bool:
    rows = Gathering.objects.visible_to(reader.viewer).filter(cancelled_at=None)
    return rows.filter(pk=booking.retreat.gathering_id).exists()


def _told(booking: Booking) -> dict[str, Any]:
    gathering = booking.retreat.gathering
    return {"retreat": booking.retreat, "gathering": gathering, "circle": gathering.circle}
