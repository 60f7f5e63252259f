"""The time zones of a file: IANA's names for what calendars call them."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil.tz import tzical

from kinweave.importing.reading.lines import Block
from kinweave.importing.reading.remarks import Kind, Remark, Remarks, Unreadable

MOST_RECKONED = 20
"""Zones of a file that have no name we know, and are found by what their clocks do."""
_RULE = re.compile(
    r"FREQ=YEARLY(?:;(?:BYMONTH=\d\d?|BYDAY=[+-]?\d?[A-Z]{2}|INTERVAL=1|WKST=[A-Z]{2}"
    r"|UNTIL=[0-9TZ]{8,16}|BYMONTHDAY=-?\d\d?(?:,-?\d\d?){0,6}))*"
)
"""Once a year, and so soon reckoned."""
_KEPT = {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"}
_LIKELY = ("Europe/", "America/", "Australia/", "Asia/", "Africa/", "Pacific/", "Atlantic/")


class Zones:
    """``home``: for times that stand in no zone, and the first to look like an unknown one."""

    def __init__(self, calendar: Block, home: str, now: datetime, remarks: Remarks) -> None:
        told = calendar.first("X-WR-TIMEZONE")
        own = _named(told.words()) if told else None
        self.home = own or home
        self._now, self._remarks = now, remarks
        self._blocks = {_tzid(one): one for one in calendar.inside if one.kind == "VTIMEZONE"}
        self._known: dict[str, str | None] = {}
        self._reckoned = 0

    def named(self, tzid: str, line: int) -> str:
        """The IANA name for a TZID. Raises :class:`Unreadable`."""
        if tzid not in self._known:
            self._known[tzid] = self._found(tzid, line)
        if found := self._known[tzid]:
            return found
        raise Unreadable(Remark(line, Kind.ZONE, tzid))

    def _found(self, tzid: str, line: int) -> str | None:
        if found := _named(tzid):
            return found
        block = self._blocks.get(tzid)
        if block is None:
            return None
        place = block.first("X-LIC-LOCATION")
        if found := (_named(place.words()) if place else None):
            return found
        if found := self._with_the_same_clocks(block):
            self._remarks.add(line, Kind.ZONE_TAKEN, f"{tzid[:60]} → {found}")
        return found

    def _with_the_same_clocks(self, block: Block) -> str | None:
        self._reckoned += 1
        clock = _reckoned(block) if self._reckoned <= MOST_RECKONED else None
        if clock is None:
            return None
        days = [self._now + timedelta(days=30 * n) for n in range(25)]
        try:
            offsets = [day.astimezone(clock).utcoffset() for day in days]
        except (ValueError, OverflowError):
            return None
        for name in (self.home, *_by_likelihood()):
            zone = ZoneInfo(name)
            if all(
                day.astimezone(zone).utcoffset() == o for day, o in zip(days, offsets, strict=True)
            ):
                return name
        return None


def _tzid(block: Block) -> str:
    line = block.first("TZID")
    return line.words() if line else ""


def _named(text: str) -> str | None:
    """By IANA's name, perhaps behind a program's own path, or by Windows'."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    text = text.strip().strip('"')
    known = _by_small_letters()
    if text.upper() in {"UTC", "GMT", "Z"}:
        return "UTC"
    if text in WINDOWS_TO_OLSON:
        return known.get(WINDOWS_TO_OLSON[text].lower())
    pieces = text.replace(" ", "_").lower().strip("/").split("/")
    # "/mozilla.org/20050126_1/Europe/Vienna": as much of the end as makes a name.
    ends = ("/".join(pieces[n:]) for n in range(len(pieces) - 1))
    return next((known[end] for end in ends if end in known), None)


def _reckoned(block: Block) -> tzinfo | None:
    """What the clocks do by the file's own rules, if they are such as can be reckoned with."""
    text = ["BEGIN:VTIMEZONE", "TZID:X"]
    for part in block.inside[:20]:
        if part.kind not in {"STANDARD", "DAYLIGHT"}:
            continue
        text.append(f"BEGIN:{part.kind}")
        for line in part.lines:
            value = line.text.rpartition(":")[2].strip()
            if line.name == "RRULE" and not _RULE.fullmatch(value):
                return None
            if line.name in _KEPT:
                text.append(f"{line.name}:{value}")
        text.append(f"END:{part.kind}")
    text.append("END:VTIMEZONE")
    try:
        found: tzinfo | None = tzical(io.StringIO("\n".join(text))).get("X")
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return found


@cache
def _by_small_letters() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


@cache
def _by_likelihood() -> tuple[str, ...]:
    return tuple(
        name for part in _LIKELY for name in sorted(available_timezones()) if name.startswith(part)
    )


def in_zone(moment: datetime, zone: str) -> datetime:
    """What clocks in a zone show at an instant: naive."""
    return moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
