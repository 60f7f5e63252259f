"""Arranging: what a retreat says of itself, its programme, and opening it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, TypeVar

from django.db import models, transaction

from kinweave.access import Viewer, VisibleQuerySet, allowed
from kinweave.circles.models import Membership
from kinweave.circles.refusals import NotHere
from kinweave.fund.models import PAYMENT
from kinweave.fund.money import decimals
from kinweave.gatherings.models import Gathering
from kinweave.journal.actions import write
from kinweave.people.models import Person
from kinweave.retreats.models import Item, Retreat
from kinweave.retreats.refusals import Gone, NothingToChoose, Repeats, Standing

R = TypeVar("R", bound=models.Model)

SAID = ("currency", "free", "suggested", "least", "most", "share", "without", *PAYMENT)
"""What a retreat says of itself, besides who its treasurer is."""
ACCOUNT = ("without", *PAYMENT)
"""What may hold somebody's own account, address or telephone number."""


@transaction.atomic
def begin(
    actor: Person,
    gathering: Gathering,
    *,
    currency: str,
    treasurer: Person | None = None,
    at: datetime,
    **said: Any,
) -> Retreat:
    """Give a gathering what a retreat has. Only those who arrange it see it until it is opened.
    Its treasurer is whoever begins it, unless they name another.

    ``said``: any of :data:`SAID`.
    """
    allowed(Viewer.of(actor.pk), "host", gathering)
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if gathering.repeats:
        raise Repeats
    decimals(currency)
    keeps = treasurer or actor
    _is_here(gathering, keeps)
    found, _new = Retreat.objects.get_or_create(
        gathering=gathering,
        defaults={
            "made_at": at,
            "currency": currency,
            "treasurer": keeps,
            "written_by": actor,
            **said,
        },
    )
    return found


@transaction.atomic
def change(
    actor: Person, retreat: Retreat, *, treasurer: Person | None = None, at: datetime, **said: Any
) -> None:
    """Say it otherwise, or name another treasurer. Who asked the old one for help is not seen by
    the new one. A currency stays once amounts stand in it."""
    retreat = _arranged(actor, retreat)
    if said.get("currency", retreat.currency) != retreat.currency:
        decimals(said["currency"])
        if has_amounts(retreat):
            raise Standing
    for name in SAID:
        if name in said:
            if name in ACCOUNT and getattr(retreat, name) != said[name]:
                retreat.written_by = actor
            setattr(retreat, name, said[name])
    if retreat.opened_at and not retreat.free and not retreat.prices.exists():
        raise NothingToChoose
    named = treasurer is not None and treasurer.pk != retreat.treasurer_id
    if treasurer is not None and named:
        _is_here(retreat.gathering, treasurer)
        retreat.treasurer = treasurer
    retreat.save()
    if named:
        write_down("retreats.treasurer_named", actor, retreat, at)
    if retreat.opened_at:
        write_down("retreats.changed", actor, retreat, at)


@transaction.atomic
def open_for_booking(actor: Person, retreat: Retreat, *, at: datetime) -> None:
    """From now on, whoever sees the gathering sees the retreat, and can take a place."""
    retreat = _arranged(actor, retreat)
    if not retreat.free and not retreat.prices.exists():
        raise NothingToChoose
    if Retreat.objects.filter(pk=retreat.pk, opened_at=None).update(opened_at=at):
        write_down("retreats.opened", actor, retreat, at)


@transaction.atomic
def put_item(
    actor: Person,
    retreat: Retreat,
    item: Item | None = None,
    *,
    day: int,
    starts: time,
    ends: time | None = None,
    title: str,
    words: str = "",
    place: str = "",
) -> Item:
    """Put a line into the programme, or say one otherwise."""
    retreat = _arranged(actor, retreat)
    said = {
        "day": day, "starts": starts, "ends": ends, "title": title, "words": words, "place": place
    }  # fmt: skip
    return put_row(Item.objects.all(), retreat, item, said)


@transaction.atomic
def remove_item(actor: Person, item: Item) -> None:
    """Take a line out of the programme."""
    retreat = _arranged(actor, item.retreat)
    Item.objects.filter(pk=item.pk, retreat=retreat).delete()


def put_row(rows: VisibleQuerySet[R], retreat: Retreat, row: R | None, said: dict[str, Any]) -> R:
    """Write a new row of a retreat, or change one that is there still."""
    if row is None:
        return rows.create(retreat=retreat, **said)
    if not rows.filter(pk=row.pk, retreat=retreat).update(**said):
        raise Gone
    return rows.get(pk=row.pk)


def has_amounts(retreat: Retreat) -> bool:
    """Whether any amount stands in its currency."""
    told = (retreat.suggested, retreat.least, retreat.most)
    rooms = retreat.rooms.exclude(extra=0)
    written = (retreat.prices, rooms, retreat.bookings, retreat.costs)
    return any(one is not None for one in told) or any(rows.exists() for rows in written)


def write_down(verb: str, actor: Person, retreat: Retreat, at: datetime) -> None:
    """In the circle's journal; nothing of a draft, which is its host's alone."""
    gathering = retreat.gathering
    if gathering.published_at is not None:
        write(verb, actor=actor, at=at, circle=gathering.circle, thing=gathering)


def _arranged(actor: Person, retreat: Retreat) -> Retreat:
    """The retreat, locked, if this person may arrange it."""
    rows = Retreat.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("gathering__circle")
    retreat = found.get(pk=retreat.pk)
    allowed(Viewer.of(actor.pk), "arrange", retreat)
    return retreat


def _is_here(gathering: Gathering, person: Person) -> None:
    here = Membership.objects.current().filter(circle=gathering.circle_id, person=person)
    if not here.exists():
        raise NotHere
