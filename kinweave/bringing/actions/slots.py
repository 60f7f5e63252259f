"""Slots, by whoever hosts: opening, closing, and whose turn is when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.bringing.actions.asking import first_free, hosted, locked_date, note
from kinweave.bringing.models import Request, Slots, Turn
from kinweave.bringing.refusals import Full, Gone, Nobody
from kinweave.bringing.telling import tell_back_in_queue, tell_of_turn
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.people.models import Person


@transaction.atomic
def open_slots(
    actor: Person, gathering: Gathering, *, name: str, minutes: int, places: int, at: datetime
) -> Slots:
    """Let members ask for a slot; or say it otherwise, and open again what was closed. With fewer
    places than before, whoever stands on a date already stays there."""
    hosted(actor, gathering)
    said = {"name": name, "minutes": minutes, "places": places}
    slots, new = Slots.objects.get_or_create(
        gathering=gathering, defaults={**said, "opened_at": at}
    )
    if not new:
        slots = Slots.objects.select_for_update().get(pk=slots.pk)
        for field, value in said.items():
            setattr(slots, field, value)
        slots.closed_at = None
        slots.save()
    verb = "bringing.slots_opened" if new else "bringing.slots_changed"
    note(verb, actor=actor, at=at, gathering=gathering)
    return slots


@transaction.atomic
def close_slots(actor: Person, slots: Slots, *, at: datetime) -> None:
    """Take no more requests. Those that are there stay, and can still be scheduled."""
    hosted(actor, slots.gathering)
    if Slots.objects.filter(pk=slots.pk, closed_at=None).update(closed_at=at):
        note("bringing.slots_closed", actor=actor, at=at, gathering=slots.gathering)


@transaction.atomic
def schedule(actor: Person, request: Request, occasion: Occasion, *, at: datetime) -> Turn:
    """Give a request a place on a date, or another date than it had. Whoever asked is told, even
    if they would rather have had another: they may say no without a reason."""
    slots = Slots.objects.select_related("gathering__circle").get(pk=request.slots_id)
    hosted(actor, slots.gathering)
    date = locked_date(occasion, slots.gathering, at)
    slots = _held(slots)
    found = Request.objects.select_for_update().filter(pk=request.pk).first()
    if found is None:
        raise Gone
    return _place(actor, found, date, slots, at)


@transaction.atomic
def next_in_queue(actor: Person, slots: Slots, occasion: Occasion, *, at: datetime) -> Turn:
    """The first in the queue who can take this date."""
    hosted(actor, slots.gathering)
    date = locked_date(occasion, slots.gathering, at)
    slots = _held(slots)
    not_on = _cannot(slots, date)
    waiting = Request.objects.waiting().filter(slots=slots).values_list("pk", flat=True)
    rows = Request.objects.select_for_update().in_bulk(list(waiting))
    for number in waiting:
        if (one := rows.get(number)) and one.may_be_on(date, not_on.get(number, set())):
            return _place(actor, one, date, slots, at)
    raise Nobody


@transaction.atomic
def put_back(actor: Person, request: Request, *, at: datetime) -> None:
    """Off its date, and into the queue again, where it was. Whoever asked is told."""
    slots = Slots.objects.select_related("gathering__circle").get(pk=request.slots_id)
    hosted(actor, slots.gathering)
    _held(slots)
    turn = Turn.objects.filter(request=request).select_related("occasion__gathering").first()
    # One on a date that is off is in the queue already, at the front.
    if turn is None or turn.occasion.ends_at <= at or turn.occasion.is_off:
        raise Gone
    turn.delete()
    tell_back_in_queue(request, slots, key=f"{at.isoformat()}", at=at)


def _held(slots: Slots) -> Slots:
    """Locked, and with the gathering that is read already."""
    held = Slots.objects.select_for_update().get(pk=slots.pk)
    held.gathering = slots.gathering
    return held


def _cannot(slots: Slots, date: Occasion) -> dict[int, set[int]]:
    rows = Request.objects.filter(slots=slots, not_on=date)
    return {number: {date.pk} for number in rows.values_list("pk", flat=True)}


def _place(actor: Person, request: Request, date: Occasion, slots: Slots, at: datetime) -> Turn:
    before = Turn.objects.filter(request=request).first()
    if before and before.occasion_id == date.pk:
        return before
    if before and _has_been(before, at):
        raise Gone
    taken = Turn.objects.filter(occasion=date).values_list("place", flat=True)
    place = first_free(taken, slots.places)
    if place is None:
        raise Full
    turn, _new = Turn.objects.update_or_create(
        request=request,
        defaults={
            "occasion": date, "place": place, "placed_at": at, "told_starts_at": date.starts_at,
        },
    )  # fmt: skip
    tell_of_turn(turn, request, date, slots, at=at)
    note("bringing.scheduled", actor=actor, at=at, gathering=slots.gathering)
    return turn


def _has_been(turn: Turn, at: datetime) -> bool:
    """What was presented stays where it was."""
    date = Occasion.objects.select_related("gathering").get(pk=turn.occasion_id)
    return date.ends_at <= at and not date.is_off
