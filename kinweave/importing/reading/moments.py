"""Dates and times of a file: by a wall clock of some zone, or whole days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kinweave.gatherings.clock import instant
from kinweave.importing.reading.lines import Line
from kinweave.importing.reading.remarks import Kind, Remark, Unreadable
from kinweave.importing.reading.zones import Zones, in_zone

EARLIEST, LATEST = date(1970, 1, 1), date(2100, 1, 1)
"""Between these, zones and rules can be reckoned with."""


@dataclass(frozen=True, slots=True)
class Moment:
    """``wall``: naive, in ``zone``; at midnight for a whole day (``is_day``), which is that day
    whatever the zone."""

    wall: datetime
    zone: str
    is_day: bool = False

    @property
    def instant(self) -> datetime:
        """In UTC."""
        return instant(self.wall, self.zone)

    @property
    def key(self) -> str:
        """By which a date of a series is known again."""
        return key(self.wall, self.zone, self.is_day)

    def in_zone(self, zone: str) -> datetime:
        """By the clocks of another zone; a whole day is the same day there."""
        same = self.is_day or zone == self.zone
        return self.wall if same else in_zone(self.instant, zone)


def key(wall: datetime, zone: str, is_day: bool) -> str:
    """See :attr:`Moment.key`."""
    return f"{wall:%Y%m%d}" if is_day else f"{instant(wall, zone):%Y%m%dT%H%M%SZ}"


def moment(line: Line, zones: Zones) -> Moment:
    """The one moment of a property. Raises :class:`Unreadable`."""
    found = moments(line, zones)
    if len(found) != 1:
        raise Unreadable(Remark(line.number, Kind.DATE, line.text))
    return found[0]


def moments(line: Line, zones: Zones) -> list[Moment]:
    """Those of EXDATE and RDATE may be several. Raises :class:`Unreadable`."""
    parameters, value = line.parts()
    tzid = parameters.get("TZID", "")
    return [_moment(one.strip(), tzid, line, zones) for one in value.split(",")[:400] if one]


def _moment(text: str, tzid: str, line: Line, zones: Zones) -> Moment:
    from icalendar.prop import vDDDTypes

    begin = text.partition("/")[0]  # of a PERIOD, where it begins
    try:
        found = vDDDTypes.from_ical(begin)  # type: ignore[no-untyped-call]  # icalendar's
    except (ValueError, OverflowError) as error:
        raise Unreadable(Remark(line.number, Kind.DATE, line.text)) from error
    if isinstance(found, datetime):
        day = found.date()
    elif isinstance(found, date):
        day, found = found, datetime.combine(found, time())
        tzid = ""
    else:
        raise Unreadable(Remark(line.number, Kind.DATE, line.text))
    if not EARLIEST <= day <= LATEST:
        raise Unreadable(Remark(line.number, Kind.DATE, line.text))
    if found.tzinfo is not None:
        return Moment(found.replace(tzinfo=None), "UTC")
    is_day = len(begin) == 8
    return Moment(found, zones.named(tzid, line.number) if tzid else zones.home, is_day)


def lasting(line: Line) -> timedelta:
    """How long by a DURATION. Raises :class:`Unreadable`."""
    from icalendar.prop import vDuration

    _parameters, value = line.parts()
    try:
        found: timedelta = vDuration.from_ical(value.strip())  # type: ignore[no-untyped-call]  # icalendar's
    except (ValueError, OverflowError) as error:
        raise Unreadable(Remark(line.number, Kind.DATE, line.text)) from error
    return found
