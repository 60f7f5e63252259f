"""What people choose from, prices and beds; and what it costs to offer it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.people.models import Person
from kinweave.retreats.actions.arranging import put_row, write_down
from kinweave.retreats.models import Booking, Cost, Price, Retreat, Room
from kinweave.retreats.refusals import Inhabited, NothingToChoose


@transaction.atomic
def put_price(
    actor: Person,
    retreat: Retreat,
    price: Price | None = None,
    *,
    name: str,
    amount: int,
    words: str = "",
) -> Price:
    """Offer a price, or say one otherwise. Who chose it already owes what it was then."""
    _arranges(actor, retreat)
    said = {"name": name, "amount": amount, "words": words}
    return put_row(Price.objects.all(), retreat, price, said)


@transaction.atomic
def remove_price(actor: Person, price: Price) -> None:
    """Offer it no more. Who chose it already keeps it. The last one stays while people need it."""
    # Without its key: whoever books holds the price already when their place refers to the retreat.
    retreat = Retreat.objects.select_for_update(no_key=True).get(pk=price.retreat_id)
    _arranges(actor, retreat)
    others = Price.objects.filter(retreat=retreat).exclude(pk=price.pk)
    if retreat.opened_at and not retreat.free and not others.exists():
        raise NothingToChoose
    # Held before those who chose it let go of it: whoever chooses it now waits, or is told.
    if Price.objects.select_for_update().filter(pk=price.pk).first():
        Price.objects.filter(pk=price.pk).delete()


@transaction.atomic
def put_room(
    actor: Person,
    retreat: Retreat,
    room: Room | None = None,
    *,
    name: str,
    beds: int,
    extra: int = 0,
    words: str = "",
) -> Room:
    """Offer a place to sleep, or say one otherwise; it has at least the beds that are taken."""
    _arranges(actor, retreat)
    if room is not None and _locked(room) and beds < taken(room):
        raise Inhabited
    said = {"name": name, "beds": beds, "extra": extra, "words": words}
    return put_row(Room.objects.all(), retreat, room, said)


@transaction.atomic
def remove_room(actor: Person, room: Room) -> None:
    """Offer it no more, where nobody has a bed in it."""
    _arranges(actor, room.retreat)
    if _locked(room) and taken(room):
        raise Inhabited
    Room.objects.filter(pk=room.pk).delete()


def _locked(room: Room) -> bool:
    """Whether it is there still; nobody takes a bed in it until this is done."""
    return Room.objects.select_for_update().filter(pk=room.pk).first() is not None


def taken(room: Room) -> int:
    """How many beds are taken in it; to be asked while the room is locked."""
    return Booking.objects.standing().filter(room=room).count()


@transaction.atomic
def write_cost(
    actor: Person, retreat: Retreat, *, words: str, amount: int, once: str = "", at: datetime
) -> Cost:
    """Put down what had to be paid for. Sent twice under the same ``once``, it was paid once."""
    _arranges(actor, retreat)
    Retreat.objects.select_for_update(no_key=True).get(pk=retreat.pk)
    if once and (found := Cost.objects.filter(retreat=retreat, fingerprint=once).first()):
        return found
    write_down("retreats.costs_changed", actor, retreat, at)
    return Cost.objects.create(
        retreat=retreat, words=words, amount=amount, fingerprint=once, noted_at=at
    )


@transaction.atomic
def remove_cost(actor: Person, cost: Cost, *, at: datetime) -> None:
    """Strike it out again."""
    _arranges(actor, cost.retreat)
    if Cost.objects.filter(pk=cost.pk).delete()[0]:
        write_down("retreats.costs_changed", actor, cost.retreat, at)


def _arranges(actor: Person, retreat: Retreat) -> None:
    allowed(Viewer.of(actor.pk), "arrange", retreat)
