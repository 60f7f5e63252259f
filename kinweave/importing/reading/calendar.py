"""A calendar's file, whole: its events as they would come in, and all that has to be said."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from kinweave.importing.reading.events import Entry, Past, Story, entry_of
from kinweave.importing.reading.lines import Block, blocks
from kinweave.importing.reading.planned import Planned
from kinweave.importing.reading.remarks import STOPPED, Kind, Remark, Remarks, Unreadable
from kinweave.importing.reading.repeating import Steps, TooMuch
from kinweave.importing.reading.wording import NAME, shortened
from kinweave.importing.reading.zones import Zones
from kinweave.people.fields import one_line

MOST_BYTES = 5_000_000
MOST_EVENTS = 2_000
MOST_DATES = 10_000
"""Of all events together."""
MOST_CALENDARS = 20


class NoCalendar(ValueError):
    """No calendar's file at all."""


@dataclass(frozen=True, slots=True)
class Found:
    """``left``: how many events do not come in, by why: ``past``, ``ours``, ``private``, ``off``,
    ``todo``. ``off``: what is called off there. ``seen``: every event of the file, also what could
    not be read. ``whole``: whether the file was read to its end, so that what is not in it is not
    there any more. ``unsaid``: remarks beyond those that are kept."""

    name: str
    events: tuple[Planned, ...]
    remarks: tuple[Remark, ...]
    unsaid: int
    left: dict[str, int]
    off: frozenset[str]
    seen: frozenset[str]
    whole: bool


@dataclass(slots=True)
class _Reading:
    now: datetime
    site: str
    remarks: Remarks = field(default_factory=Remarks)
    steps: Steps = field(default_factory=Steps)
    left: Counter[str] = field(default_factory=Counter)
    events: list[Planned] = field(default_factory=list)
    off: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    dates: int = 0
    whole: bool = True


def read(data: bytes, *, zone: str, now: datetime, site: str) -> Found:
    """What a file says. ``zone``: for times without one, where the file names none. ``site``: our
    own address: what came from here does not come back.

    Raises :class:`NoCalendar`. Nothing else, whatever the file.
    """
    reading = _Reading(now, site)
    top = blocks(data[:MOST_BYTES], reading.remarks)
    calendars = [one for one in top if one.kind == "VCALENDAR"]
    if not calendars:
        raise NoCalendar
    reading.whole = len(data) <= MOST_BYTES and all(one.whole for one in calendars)
    reading.whole &= len(calendars) <= MOST_CALENDARS
    for calendar in calendars[:MOST_CALENDARS]:
        _read(calendar, zone, reading)
    said = reading.remarks
    stopped = STOPPED & {one.kind for one in said.kept}
    reading.events.sort(key=lambda one: (one.first, one.uid))
    return Found(
        name=_name(calendars[0]), events=tuple(reading.events), remarks=tuple(said.kept),
        unsaid=said.more, left=dict(reading.left), off=frozenset(reading.off),
        seen=frozenset(reading.seen), whole=reading.whole and not stopped,
    )  # fmt: skip


def _name(calendar: Block) -> str:
    found = calendar.first("X-WR-CALNAME") or calendar.first("NAME")
    try:
        return shortened(one_line(found.words()), NAME) if found else ""
    except Unreadable:
        return ""


def _read(calendar: Block, home: str, reading: _Reading) -> None:
    zones = Zones(calendar, home, reading.now, reading.remarks)
    method = calendar.first("METHOD")
    cancels = bool(method and method.text.upper().endswith(":CANCEL"))
    stories: dict[str, list[Entry]] = {}
    for block in calendar.inside:
        if block.kind in {"VTODO", "VJOURNAL"}:
            reading.left["todo"] += 1
        if block.kind != "VEVENT":
            continue
        entry = entry_of(block, cancels=cancels)
        reading.seen.add(entry.uid)
        if block.whole:
            stories.setdefault(entry.uid, []).append(entry)
        else:
            reading.remarks.add(block.number, Kind.CUT_OFF)
    for number, (uid, entries) in enumerate(stories.items()):
        if len(reading.events) >= MOST_EVENTS or number >= 2 * MOST_EVENTS:
            reading.remarks.add(entries[0].block.number, Kind.TOO_MANY_EVENTS)
            break
        _plan(Story(uid, entries), zones, reading)


def _plan(story: Story, zones: Zones, reading: _Reading) -> None:
    ours = re.fullmatch(rf"\d+-\d+@{re.escape(reading.site.partition('://')[2])}", story.uid)
    if ours or story.is_private:
        reading.left["ours" if ours else "private"] += 1
        return
    if story.is_off:
        reading.left["off"] += 1
        reading.off.add(story.uid)
        return
    try:
        planned = story.planned(zones, reading.now, reading.steps, reading.remarks)
    except Past:
        reading.left["past"] += 1
        return
    except Unreadable as unreadable:
        said = unreadable.remark
        reading.remarks.add(said.line, said.kind, said.about)
        return
    except TooMuch:
        reading.remarks.add(story.line, Kind.TOO_MANY_DATES, story.name)
        return
    if reading.dates + len(planned.dates) > MOST_DATES:
        reading.remarks.add(story.line, Kind.TOO_MANY_DATES, planned.name)
        return
    reading.dates += len(planned.dates)
    reading.events.append(planned)
