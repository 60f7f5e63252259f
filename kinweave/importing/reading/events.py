"""One event: what is told under one UID, which may be a series, its rule, and dates that differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import Any

from kinweave.gatherings.clock import A_DAY, instant
from kinweave.gatherings.rhythm import FIRST_MOST
from kinweave.importing.reading import wording
from kinweave.importing.reading.lines import Block
from kinweave.importing.reading.moments import Moment, key, lasting, moment, moments
from kinweave.importing.reading.planned import REACH, Date, Planned
from kinweave.importing.reading.remarks import Kind, Remark, Remarks, Unreadable
from kinweave.importing.reading.repeating import Steps, TooMuch, TooOften, parts_of, walls
from kinweave.importing.reading.zones import Zones
from kinweave.people.fields import one_line

LONGEST = timedelta(days=14)
AN_HOUR = timedelta(hours=1)
LONGEST_UID = 250
TOLD = {
    "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE",
    "EXDATE", "RECURRENCE-ID", "STATUS", "CLASS", "CONFERENCE", "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
}  # fmt: skip
"""What makes a difference to a gathering."""


class Past(Exception):
    """All of it is over, or left out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One VEVENT. ``sequence``: of two that say the same, the higher is the later."""

    block: Block
    uid: str
    is_date: bool
    is_off: bool
    sequence: int

    @property
    def told(self) -> str:
        """All that makes a difference, in an order that programs do not change."""
        lines = (line.text for line in self.block.lines if line.name in TOLD)
        return "\n".join(sorted(lines)) + f"\n{self.is_off}"


def entry_of(block: Block, *, cancels: bool) -> Entry:
    """What a VEVENT says first."""
    status, sequence = block.first("STATUS"), block.first("SEQUENCE")
    number = sequence.text.rpartition(":")[2].strip() if sequence else ""
    return Entry(
        block,
        _uid(block),
        is_date=block.first("RECURRENCE-ID") is not None,
        is_off=cancels or bool(status and status.text.upper().strip().endswith(":CANCELLED")),
        sequence=int(number[:9]) if number.isascii() and number.isdecimal() else 0,
    )


def _uid(block: Block) -> str:
    line = block.first("UID")
    try:
        uid = one_line(line.words()) if line else ""
    except Unreadable:
        uid = ""
    if uid and len(uid) <= LONGEST_UID:
        return uid
    told = [one.text for one in block.lines if one.name in {"DTSTART", "SUMMARY", "UID"}]
    return sha256("\n".join(told).encode(errors="replace")).hexdigest()


@dataclass
class Story:
    """All entries of one UID."""

    uid: str
    entries: list[Entry]
    _taken: dict[str, Moment] = field(default_factory=dict)

    @cached_property
    def main(self) -> Entry:
        """The one that tells of the whole; of dates on their own, the first."""
        whole = [one for one in self.entries if not one.is_date]
        return max(whole, key=lambda one: one.sequence) if whole else self.entries[0]

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.main.block.number

    @property
    def name(self) -> str:
        """What it is called."""
        return wording.name_of(self.main.block)

    @property
    def is_private(self) -> bool:
        """Whether it was for its owner's eyes."""
        said = self.main.block.first("CLASS")
        return bool(said and said.text.upper().strip().endswith((":PRIVATE", ":CONFIDENTIAL")))

    @property
    def is_off(self) -> bool:
        """Whether all of it is called off."""
        if not self.main.is_date:
            return self.main.is_off
        return all(one.is_off for one in self.entries)

    @property
    def mark(self) -> str:
        """Of all that makes a difference."""
        told = "\n\n".join(sorted(one.told for one in self.entries))
        return sha256(told.encode(errors="replace")).hexdigest()

    def planned(self, zones: Zones, now: datetime, steps: Steps, remarks: Remarks) -> Planned:
        """As it would come in. Raises :class:`Past`, ``Unreadable`` and ``TooMuch``."""
        block = self.main.block
        starts = _start(block, zones)
        zone = starts.zone
        if zone == "UTC" and not block.first("RRULE"):
            zone = zones.home  # one instant, which any clock can show
        minutes = self._minutes(starts, zones, remarks)
        all_day = starts.is_day and minutes % A_DAY == 0
        series = _Series(self, zone, minutes, all_day, zones, now, remarks)
        dates = series.dates(starts, steps)
        return Planned(
            uid=self.uid, line=block.number, name=self.name, words=wording.words_of(block),
            place=wording.place_of(block), link=wording.link_of(block), zone=zone,
            minutes=minutes, all_day=all_day, dates=dates, mark=self.mark,
        )  # fmt: skip

    def _minutes(self, starts: Moment, zones: Zones, remarks: Remarks) -> int:
        length = _length(self.main.block, starts, zones)
        if length is None:
            remarks.add(self.line, Kind.NO_END, self.name)
            length = AN_HOUR
        if length <= timedelta():
            raise Unreadable(Remark(self.line, Kind.ENDS_BEFORE, self.name))
        if length > LONGEST:
            raise Unreadable(Remark(self.line, Kind.TOO_LONG, self.name))
        return max(1, int(length.total_seconds()) // 60)


def _start(block: Block, zones: Zones) -> Moment:
    line = block.first("DTSTART")
    if line is None:
        raise Unreadable(Remark(block.number, Kind.NO_START, wording.name_of(block)))
    return moment(line, zones)


def _length(block: Block, starts: Moment, zones: Zones) -> timedelta | None:
    """From its start to its end, in true time, and between whole days as a calendar counts them;
    ``None`` where it does not say."""
    if end := block.first("DTEND"):
        ends = moment(end, zones)
        if starts.is_day and ends.is_day:
            return ends.wall - starts.wall
        return ends.instant - starts.instant
    if told := block.first("DURATION"):
        return lasting(told)
    if starts.is_day:
        return timedelta(days=1)
    return None


@dataclass
class _Series:
    """The dates of a story, by the clocks of ``zone``."""

    story: Story
    zone: str
    minutes: int
    all_day: bool
    zones: Zones
    now: datetime
    remarks: Remarks

    def dates(self, starts: Moment, steps: Steps) -> tuple[Date, ...]:
        """Those to come: so many, so far ahead."""
        usual = self._usual(starts, steps)
        left_out = self._left_out(starts)
        found = {
            one: Date(one, wall, None if self._is_out(one, wall, left_out) else wall)
            for one, wall in usual.items()
        }
        for one, date in self._told_alone(starts, usual):
            found[one] = date
        to_come = sorted(filter(self._is_to_come, found.values()), key=lambda one: one.usual)
        to_come = [self._from_now_on(one) for one in to_come]
        while to_come and to_come[0].wall is None:
            to_come.pop(0)
        if len(to_come) > FIRST_MOST:
            self.remarks.add(self.story.line, Kind.BOUNDED, self.story.name)
            del to_come[FIRST_MOST:]
        while to_come and to_come[-1].wall is None:
            to_come.pop()
        if not to_come:
            raise Past
        return tuple(to_come)

    def _from_now_on(self, one: Date) -> Date:
        """A date that was moved from the past to a day to come is one of that day."""
        if one.wall is None or self._is_to_come(Date(one.key, one.usual, one.usual)):
            return one
        return Date(one.key, one.wall, one.wall)

    def _usual(self, starts: Moment, steps: Steps) -> dict[str, datetime]:
        """What the rule gives, and what is told beside it; by key."""
        first = starts.in_zone(self.zone)
        found = [] if self.story.main.is_date else [first]
        if rule := self.story.main.block.first("RRULE"):
            found = self._by_rule(rule.number, rule.parts()[1], first, steps)
        for line in self.story.main.block.all("RDATE"):
            found += [one.in_zone(self.zone) for one in self._moments(line)]
        return {key(wall, self.zone, starts.is_day): wall for wall in sorted(set(found))}

    def _by_rule(self, line: int, text: str, first: datetime, steps: Steps) -> list[datetime]:
        # A date that was moved to a later day, or is going on, may have been long before.
        since = self.now.replace(tzinfo=None) - LONGEST - timedelta(days=30)
        until = self.now.replace(tzinfo=None) + REACH
        try:
            given = walls(parts_of(text), first, self.zone, since, until, steps)
            found = list(islice(given, 5 * FIRST_MOST))
        except TooMuch:
            raise
        except TooOften as error:
            raise Unreadable(Remark(line, Kind.RULE_OFTEN, self.story.name)) from error
        except (ValueError, IndexError, OverflowError) as error:
            raise Unreadable(Remark(line, Kind.RULE, text)) from error
        if not found and first > until:
            self.remarks.add(line, Kind.FAR, self.story.name)
        return found

    def _left_out(self, starts: Moment) -> set[str]:
        """Keys; and of whole days in a series of hours, the days."""
        found = set()
        for line in self.story.main.block.all("EXDATE"):
            for one in self._moments(line):
                in_zone = one.in_zone(self.zone)
                is_day = one.is_day or starts.is_day
                found.add(f"{in_zone:%Y%m%d}" if is_day else key(in_zone, self.zone, False))
        return found

    def _is_out(self, one: str, wall: datetime, left_out: set[str]) -> bool:
        return one in left_out or f"{wall:%Y%m%d}" in left_out

    def _told_alone(self, starts: Moment, usual: dict[str, datetime]) -> Any:
        """Dates that have an entry of their own: moved, or called off, or there besides."""
        alone = [one for one in self.story.entries if one.is_date]
        for entry in sorted(alone, key=lambda one: one.sequence):
            line = entry.block.first("RECURRENCE-ID")
            assert line is not None  # noqa: S101 - that is what makes it one
            if line.parts()[0].get("RANGE"):
                self.remarks.add(line.number, Kind.FOLLOWING, self.story.name)
            try:
                which = moment(line, self.zones).in_zone(self.zone)
                begins = _start(entry.block, self.zones)
            except Unreadable as unreadable:
                said = unreadable.remark
                self.remarks.add(said.line, said.kind, said.about)
                continue
            one = key(which, self.zone, starts.is_day)
            wall = None if entry.is_off else begins.in_zone(self.zone)
            if wall is not None and self.all_day:
                wall = datetime.combine(wall.date(), time())
            if wall is not None and entry is not self.story.main:
                self._differs(entry.block, begins)
            if one in usual or wall is not None:
                yield one, Date(one, usual.get(one, which), wall)

    def _differs(self, block: Block, begins: Moment) -> None:
        length = _length(block, begins, self.zones)
        other = length is not None and int(length.total_seconds()) // 60 != self.minutes
        other = other or (self.all_day and not begins.is_day)
        main = self.story.main.block
        if other or any(tell(block) != tell(main) for tell in (wording.name_of, wording.place_of)):
            self.remarks.add(block.number, Kind.DATE_DIFFERS, self.story.name)

    def _is_to_come(self, one: Date) -> bool:
        wall = one.usual if one.wall is None else one.wall
        lasts = timedelta(minutes=self.minutes)
        if self.all_day:
            return instant(wall + lasts, self.zone) > self.now
        return instant(wall, self.zone) + lasts > self.now

    def _moments(self, line: Any) -> list[Moment]:
        try:
            return moments(line, self.zones)
        except Unreadable as unreadable:
            said = unreadable.remark
            self.remarks.add(said.line, said.kind, said.about)
            return []
