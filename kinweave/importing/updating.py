"""What another calendar says now, of a gathering that came from it: words, and dates one by one."""

from __future__ import annotations

from datetime import datetime, timedelta

from kinweave.gatherings import actions
from kinweave.gatherings.clock import instant
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.rhythm import FIRST_MOST, dates
from kinweave.importing.bringing import said_of
from kinweave.importing.models import Brought
from kinweave.importing.reading import Date, Planned
from kinweave.importing.reading.zones import in_zone
from kinweave.people.models import Person

NEAR = timedelta(days=6)
"""So far a date of a series may have moved, and still be the same one under another key."""


def update(actor: Person, brought: Brought, planned: Planned, at: datetime) -> dict[str, str]:
    """Let it say and take place as its calendar has it now. How its dates are known from now on.

    A date keeps its answers wherever it moves; one that is left out there is left out here.
    """
    gathering = Gathering.objects.get(pk=brought.gathering_id)
    # The mark is of what the calendar says; what came in with hours is of whole days only here.
    if planned.mark != brought.mark or planned.all_day != gathering.all_day:
        _say(actor, gathering, planned, at)
    rows = Occasion.objects.filter(gathering=gathering, ends_at__gt=at).order_by("starts_at", "pk")
    there = {brought.keys.get(str(one.number), f"number {one.number}"): one for one in rows}
    pairs, gone, new = matched(there, planned)
    keys = dict(brought.keys)
    for one, date in pairs:
        keys[str(one.number)] = date.key
        _take_place(actor, one, _wall(date, planned, gathering), at)
    for one in gone:
        _take_place(actor, one, None, at)
    walls = [wall for date in new if (wall := _wall(date, planned, gathering))]
    room = FIRST_MOST - Occasion.objects.filter(gathering=gathering).count()
    if walls[:room]:
        made = _add(actor, gathering, walls[:room], at)
        keys |= {str(n): date.key for n, date in zip(made, new, strict=False)}
    return keys


def matched(
    there: dict[str, Occasion], planned: Planned
) -> tuple[list[tuple[Occasion, Date]], list[Occasion], list[Date]]:
    """Each date here with the one it is there; what is there no more; and what is new.

    By their keys. Where a whole series was moved these are others: then by the nearest, in order;
    and where there is one date on both sides, it is that one.
    """
    wanted = {one.key: one for one in planned.dates}
    pairs = [(one, wanted.pop(key)) for key, one in there.items() if key in wanted]
    known = {one.pk for one, _date in pairs}
    rest = [one for one in there.values() if one.pk not in known]
    new = sorted((one for one in wanted.values() if one.wall), key=lambda one: one.usual)
    if len(rest) == len(new) == 1 and not pairs:
        return [(rest[0], new[0])], [], []
    gone = []
    for one in rest:
        near = next((date for date in new if _is_near(one, date, planned)), None)
        if near is None:
            gone.append(one)
        else:
            new.remove(near)
            pairs.append((one, near))
    return pairs, gone, new


def _is_near(one: Occasion, date: Date, planned: Planned) -> bool:
    return abs(instant(date.usual, planned.zone) - one.starts_at) <= NEAR


def _say(actor: Person, gathering: Gathering, planned: Planned, at: datetime) -> None:
    said = {**said_of(planned), "minutes": planned.minutes, "all_day": planned.all_day}
    if any(getattr(gathering, name) != value for name, value in said.items()):
        actions.change(actor, gathering, at=at, **said)


def _wall(date: Date, planned: Planned, gathering: Gathering) -> datetime | None:
    """When it is, by the clocks that the gathering goes by here."""
    if date.wall is None or planned.all_day or planned.zone == gathering.zone:
        return date.wall
    return in_zone(instant(date.wall, planned.zone), gathering.zone)


def _take_place(actor: Person, one: Occasion, wall: datetime | None, at: datetime) -> None:
    if wall is None:
        if one.skipped_at is None:
            actions.skip(actor, one, at=at)
        return
    if one.skipped_at is not None:
        actions.put_back(actor, one, at=at)
    if wall != one.wall:
        actions.move(actor, one, day=wall.date(), time=wall.time(), at=at)


def _add(actor: Person, gathering: Gathering, walls: list[datetime], at: datetime) -> list[int]:
    """The numbers of what was added: by the rhythm, where that gives the very same."""
    gathering.refresh_from_db()
    rows = Occasion.objects.filter(gathering=gathering).order_by("number")
    before = [one.wall for one in rows if not one.moved]
    first = datetime.combine(gathering.day, gathering.time)
    many = gathering.times + len(walls)
    given = dates(gathering.rhythm, first, gathering.zone, many) if gathering.has_rhythm else []
    if given[gathering.times :] == walls and set(before) <= set(given[: gathering.times]):
        actions.go_on(actor, gathering, more=len(walls), at=at)
    else:
        actions.add_dates(actor, gathering, walls=walls, at=at)
    there = Occasion.objects.filter(gathering=gathering).order_by("number")
    return list(there.values_list("number", flat=True))[-len(walls) :]
