"""Taking a place, changing it, and giving it back: with the seat at the gathering, and the bed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Answer, Occasion
from kinweave.gatherings.seats import goes_with_the_seat
from kinweave.people.models import Person
from kinweave.retreats.actions.offering import taken
from kinweave.retreats.models import (
    Booking,
    CrewPlace,
    Due,
    Price,
    Retreat,
    Room,
    Scholarship,
)
from kinweave.retreats.references import unused
from kinweave.retreats.refusals import Closed, Full, Gone, NotOffered
from kinweave.retreats.telling import tell_about

Says = Answer.Says


@transaction.atomic
def book(
    person: Person,
    retreat: Retreat,
    *,
    price: Price | None = None,
    amount: int | None = None,
    keep: bool = False,
    room: Room | None = None,
    notes: str = "",
    at: datetime,
) -> Booking | None:
    """Take a place, or change what was chosen: one of the prices, or an ``amount`` of one's own;
    ``keep``: what they owe stays as it is, whatever became of that price, or as it was agreed with
    the treasurer.

    A place is a seat at the gathering. Where all are taken, this is a place in its waiting list,
    and ``None``. A bed is taken with it or not at all.
    """
    retreat = Retreat.objects.select_related("gathering__circle").get(pk=retreat.pk)
    if retreat.opened_at is None:
        raise Closed
    allowed(Viewer.of(person.pk), "take a place", retreat)
    on = retreat.occasion
    # The date first, then the room, then one's own place: in this order everywhere.
    [said] = gatherings.answer(person, on, says=Says.YES, at=at)
    if said.says != Says.YES:
        return None
    if room is not None:
        room = _claimed(retreat, room, person)
    booking, new = _placed(person, retreat, room, notes, at)
    _owes(booking, price=price, amount=amount, keep=keep)
    if new:
        tell_about("retreats.booked", booking, person, key=at.isoformat(), at=at)
    return booking


@transaction.atomic
def withdraw(person: Person, retreat: Retreat, *, at: datetime) -> None:
    """Give the place back. The seat is offered to whoever waits; the bed is free at once; what was
    paid stays written down, so that it can be paid back."""
    gatherings.answer(person, retreat.occasion, says=Says.NO, at=at)


def hold_places(retreat: Retreat) -> None:
    """Nobody takes a place or gives one back until this transaction ends."""
    Occasion.objects.select_for_update().get(pk=retreat.occasion.pk)


@goes_with_the_seat
def place_is_gone(person: int, on: Occasion, at: datetime) -> None:
    """Whoever has no seat has no place: their bed, their notes, their crews, and what they asked
    the treasurer go. The date is locked."""
    rows = Booking.objects.filter(retreat__gathering=on.gathering_id, person=person)
    for booking in rows.standing().select_for_update(of=("self",)):
        Scholarship.objects.filter(booking=booking).delete()
        CrewPlace.objects.filter(booking=booking).delete()
        booking.withdrawn_at, booking.room, booking.notes = at, None, ""
        booking.save(update_fields=["withdrawn_at", "room", "notes"])


def _claimed(retreat: Retreat, room: Room, person: Person) -> Room:
    """The room, locked, if there is a bed in it for this person. Raises :class:`Full`."""
    found = Room.objects.select_for_update().filter(pk=room.pk, retreat=retreat).first()
    if found is None:
        raise Gone
    mine = Booking.objects.standing().filter(room=found, person=person).exists()
    if not mine and taken(found) >= found.beds:
        raise Full
    return found


def _placed(
    person: Person, retreat: Retreat, room: Room | None, notes: str, at: datetime
) -> tuple[Booking, bool]:
    """Their row, the one that there was before if there was one; and whether it is a new place."""
    rows = Booking.objects.select_for_update().filter(retreat=retreat, person=person)
    before = rows.first()
    if before is None:
        return Booking.objects.create(
            retreat=retreat, person=person, room=room, notes=notes, booked_at=at
        ), True
    again = before.withdrawn_at is not None
    if again:
        before.withdrawn_at, before.booked_at = None, at
    before.room, before.notes = room, notes
    before.save()
    return before, again


def _owes(booking: Booking, *, price: Price | None, amount: int | None, keep: bool) -> None:
    # Locked, the price first, as whoever takes it off the offer does: so nobody owes one that is
    # gone. What is owed, because the treasurer may be answering.
    offered = Price.objects.select_for_update().filter(retreat=booking.retreat)
    held = offered.filter(pk=price.pk).first() if price else None
    due = Due.objects.select_for_update().filter(booking=booking).first() or Due(booking=booking)
    if not (keep and due.pk):
        due.price, due.name, due.amount = _chosen(booking.retreat, held, None if price else amount)
        due.agreed_at = None
    due.extra = booking.room.extra if booking.room else 0
    if not due.reference:
        due.reference = unused(_References())
    due.save()


def _chosen(
    retreat: Retreat, price: Price | None, amount: int | None
) -> tuple[Price | None, str, int]:
    if price is not None:
        return price, price.name, price.amount
    if amount is None or not retreat.lets(amount):
        raise NotOffered
    return None, "", amount


class _References:
    """All references that are in use."""

    def __contains__(self, one: object) -> bool:
        return Due.objects.filter(reference=one).exists()
