"""Dates: one is moved or left out, or it and all that follow; a series goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.gatherings.actions.answering import offer_free_seats
from kinweave.gatherings.laying import lay_down, lay_singly, put_in_time
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.refusals import Bounded, Over
from kinweave.gatherings.rhythm import FIRST_MOST, Every
from kinweave.gatherings.telling import tell_those_who_come
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def move(
    actor: Person,
    occasion: Occasion,
    *,
    day: date,
    time: time | None = None,
    following: bool = False,
    at: datetime,
) -> None:
    """Another day or hour for a date; with ``following``, the same shift of days and the same hour
    for all that come after it. Without an hour, each keeps its own; whole days have none. Answers
    stay; those who come are told."""
    gathering = _hosted(actor, occasion.gathering_id)
    moved = _still_to_come(occasion, at)
    shift = day - moved.day
    dates = [moved]
    if following:
        later = (
            Occasion.objects.select_for_update()
            .order_by("pk")
            .filter(gathering=gathering, number__gt=moved.number, ends_at__gt=at)
        )
        dates += [one for one in later if not one.moved]
    for one in dates:
        one.day, one.time = one.day + shift, one.time if time is None else time
        put_in_time(one, gathering)
        one.sequence += 1
        one.moved = one.moved or not following
        one.changed_at = at
        one.save()
        late = Answer.objects.filter(occasion=one, offered_until__gt=one.starts_at)
        late.update(offered_until=max(one.starts_at, at))
    _write("gatherings.moved", actor=actor, at=at, circle=gathering.circle, thing=gathering)
    tell_those_who_come("gatherings.moved", gathering, dates, but=actor, at=at)


@transaction.atomic
def skip(actor: Person, occasion: Occasion, *, reason: str = "", at: datetime) -> None:
    """Leave one date out. Those who come are told; their answers stay, should it be put back."""
    gathering = _hosted(actor, occasion.gathering_id)
    one = _still_to_come(occasion, at)
    one.skipped_at, one.reason, one.changed_at = at, reason, at
    one.sequence += 1
    one.save()
    _write("gatherings.skipped", actor=actor, at=at, circle=gathering.circle, thing=gathering)
    tell_those_who_come("gatherings.skipped", gathering, [one], but=actor, at=at)


@transaction.atomic
def put_back(actor: Person, occasion: Occasion, *, at: datetime) -> None:
    """A date that was left out takes place after all."""
    gathering = _hosted(actor, occasion.gathering_id)
    one = Occasion.objects.select_for_update().get(pk=occasion.pk)
    if one.skipped_at is None or one.ends_at <= at:
        raise Over
    one.skipped_at, one.reason, one.changed_at = None, "", at
    one.sequence += 1
    one.save()
    offer_free_seats(one, at=at)
    _write("gatherings.put_back", actor=actor, at=at, circle=gathering.circle, thing=gathering)
    tell_those_who_come("gatherings.put_back", gathering, [one], but=actor, at=at)


@transaction.atomic
def go_on(actor: Person, gathering: Gathering, *, more: int, at: datetime) -> None:
    """A series that would end goes on for so many dates."""
    gathering = _hosted(actor, gathering.pk)
    if not gathering.has_rhythm:
        raise Over
    if gathering.times + more > FIRST_MOST:
        raise Bounded
    gathering.times += more
    gathering.save(update_fields=["times"])
    lay_down(gathering, at=at)
    _write("gatherings.goes_on", actor=actor, at=at, circle=gathering.circle, thing=gathering)


@transaction.atomic
def add_dates(
    actor: Person, gathering: Gathering, *, walls: Sequence[datetime], at: datetime
) -> list[Occasion]:
    """More dates, told one by one by the gathering's wall clock. What had a rhythm keeps its dates,
    and has none from then on."""
    gathering = _hosted(actor, gathering.pk)
    there = Occasion.objects.filter(gathering=gathering).count()
    if there + len(walls) > FIRST_MOST:
        raise Bounded
    gathering.every, gathering.which = Every.DATES.value, 0
    gathering.times = there + len(walls)
    gathering.save(update_fields=["every", "which", "times"])
    made = lay_singly(gathering, walls, at=at)
    _write("gatherings.goes_on", actor=actor, at=at, circle=gathering.circle, thing=gathering)
    return made


def _write(verb: str, *, actor: Person, at: datetime, circle: Circle, thing: Gathering) -> None:
    """In the circle's journal; nothing of a draft, which is its host's alone."""
    if thing.published_at is not None:
        write(verb, actor=actor, at=at, circle=circle, thing=thing)


def _hosted(actor: Person, number: int) -> Gathering:
    gathering = Gathering.objects.select_for_update().get(pk=number)
    allowed(Viewer.of(actor.pk), "host", gathering)
    if gathering.cancelled_at is not None:
        raise Over
    return gathering


def _still_to_come(occasion: Occasion, at: datetime) -> Occasion:
    one = Occasion.objects.select_for_update().get(pk=occasion.pk)
    if one.skipped_at is not None or one.ends_at <= at:
        raise Over
    return one
