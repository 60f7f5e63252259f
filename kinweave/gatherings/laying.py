"""Laying down the dates of a gathering: from a rhythm to rows, from wall clocks to instants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import F, Max

from kinweave.gatherings.clock import instant
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.rhythm import Every, dates


def lay_down(gathering: Gathering, *, at: datetime) -> None:
    """Make the dates that the rhythm gives, and keep those that are there already: an exception
    stays one, and answers stay with their date. Dates told one by one are none of a rhythm's."""
    if gathering.every == Every.DATES:
        return
    there = {one.number: one for one in Occasion.objects.filter(gathering=gathering)}
    first = datetime.combine(gathering.day, gathering.time)
    walls = dates(gathering.rhythm, first, gathering.zone, gathering.times)
    usual = [one for one in there.values() if not one.moved]
    last = max(usual, key=lambda one: one.number, default=None)
    if last:  # all of it may have been moved: what is new is moved by as much
        shift = last.day - walls[last.number - 1].date()
        walls = [datetime.combine(wall.date() + shift, last.time) for wall in walls]
    Occasion.objects.bulk_create(
        _occasion(gathering, number, wall, at=at)
        for number, wall in enumerate(walls, start=1)
        if number not in there
    )


def lay_singly(gathering: Gathering, walls: Iterable[datetime], *, at: datetime) -> list[Occasion]:
    """Make dates that follow no rhythm, by the wall clock, behind those that are there."""
    last = Occasion.objects.filter(gathering=gathering).aggregate(last=Max("number"))["last"] or 0
    made = [
        _occasion(gathering, number, wall, at=at)
        for number, wall in enumerate(walls, start=last + 1)
    ]
    return Occasion.objects.bulk_create(made)


def _occasion(gathering: Gathering, number: int, wall: datetime, *, at: datetime) -> Occasion:
    """One date, not yet a row."""
    one = Occasion(
        gathering=gathering, number=number, day=wall.date(), time=wall.time(), changed_at=at
    )
    put_in_time(one, gathering)
    return one


def put_in_time(one: Occasion, gathering: Gathering) -> None:
    """Reckon anew when a date begins and ends, from its day and hour. Of whole days, the hour is
    none."""
    if gathering.all_day:
        one.time = time()
    one.last_day = one.day + timedelta(days=gathering.days - 1) if gathering.all_day else None
    one.starts_at, one.ends_at = span(gathering, one.wall)


def span(gathering: Gathering, wall: datetime) -> tuple[datetime, datetime]:
    """The instants between which a date lasts. Its length is in true minutes: an evening of three
    hours has three hours, also in the night when the clocks change. Whole days last from midnight
    to midnight, whatever the clocks do in between."""
    starts_at = instant(wall, gathering.zone)
    if gathering.all_day:
        return starts_at, instant(wall + timedelta(days=gathering.days), gathering.zone)
    return starts_at, starts_at + timedelta(minutes=gathering.minutes)


def keep_wall_clocks(now: datetime) -> int:
    """Write instants anew where a zone has changed its rules since: what is at 19:00 stays at
    19:00, and calendars hear of it. How many dates that were."""
    dates = Occasion.objects.not_over(now).select_related("gathering").order_by("pk")
    changed = 0
    for one in dates.iterator():
        starts_at, ends_at = span(one.gathering, one.wall)
        if (starts_at, ends_at) != (one.starts_at, one.ends_at):
            rows = Occasion.objects.filter(pk=one.pk, day=one.day, time=one.time)
            changed += rows.update(
                starts_at=starts_at, ends_at=ends_at, sequence=F("sequence") + 1, changed_at=now
            )
    return changed
