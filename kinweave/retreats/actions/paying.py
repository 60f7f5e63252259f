"""Payments: noted by hand, counted from a bank's list, taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.people.models import Person
from kinweave.retreats.models import Booking, Due, Payment, Retreat
from kinweave.retreats.references import found_in
from kinweave.retreats.statements import Line
from kinweave.retreats.telling import tell_about


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of a line of a bank's list. ``booking``: whose it is. ``new``: whether it was
    counted now; if not, ``before`` says that it had been already."""

    line: Line
    booking: int | None = None
    new: bool = False
    before: bool = False
    several: bool = False


@transaction.atomic
def note_payment(
    actor: Person,
    booking: Booking,
    *,
    amount: int,
    day: date,
    note: str = "",
    once: str = "",
    at: datetime,
) -> Payment:
    """Put down that something came in. Whoever paid is told. Sent twice under the same ``once``, it
    came in once."""
    _keeps(actor, booking.retreat)
    if once:
        Retreat.objects.select_for_update(no_key=True).get(pk=booking.retreat_id)
        rows = Payment.objects.filter(retreat=booking.retreat_id, fingerprint=once)
        if found := rows.first():
            return found
    return _received(actor, booking, amount=amount, day=day, note=note, fingerprint=once, at=at)


@transaction.atomic
def take_back(actor: Person, payment: Payment, *, at: datetime) -> None:
    """It was a mistake: it does not count any more. That it stood there is kept, with who took it
    back."""
    _keeps(actor, payment.retreat)
    Payment.objects.filter(pk=payment.pk, undone_at=None).update(undone_at=at, undone_by=actor)


@transaction.atomic
def read_statement(
    actor: Person, retreat: Retreat, lines: Iterable[Line], *, at: datetime
) -> list[Counted]:
    """Count the lines of a bank's list that name a reference of this retreat, each once, however
    often the list is read. What goes out is left aside; nothing is kept of the rest."""
    _keeps(actor, retreat)
    # One list at a time, so that two who read the same one do not meet at a line.
    Retreat.objects.select_for_update(no_key=True).get(pk=retreat.pk)
    dues = Due.objects.filter(booking__retreat=retreat).select_related("booking__person")
    known = {one.reference: one.booking for one in dues}
    rows = Payment.objects.filter(retreat=retreat).exclude(fingerprint="")
    before = set(rows.values_list("fingerprint", flat=True))
    return [
        _counted(actor, line, known, before, at)
        for line in lines
        if line.amount is None or line.amount > 0
    ]


def _counted(
    actor: Person, line: Line, known: dict[str, Booking], before: set[str], at: datetime
) -> Counted:
    named = found_in(line.words, known)
    if len(named) != 1 or line.amount is None or line.day is None:
        return Counted(line, several=len(named) > 1)
    booking = known[named[0]]
    if line.fingerprint in before:
        return Counted(line, booking.pk, before=True)
    _received(actor, booking, amount=line.amount, day=line.day, fingerprint=line.fingerprint, at=at)
    return Counted(line, booking.pk, new=True)


def _received(
    actor: Person,
    booking: Booking,
    *,
    amount: int,
    day: date,
    note: str = "",
    fingerprint: str = "",
    at: datetime,
) -> Payment:
    payment = Payment.objects.create(
        retreat_id=booking.retreat_id, booking=booking, amount=amount, day=day, note=note,
        fingerprint=fingerprint, noted_at=at, noted_by=actor,
    )  # fmt: skip
    if booking.person is not None:
        tell_about("retreats.paid", booking, booking.person, key=str(payment.pk), at=at,
                   payment=payment.pk)  # fmt: skip
    return payment


def _keeps(actor: Person, retreat: Retreat) -> None:
    allowed(Viewer.of(actor.pk), "keep money", retreat)
