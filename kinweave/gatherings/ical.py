"""Dates as calendars read them, and invitations by mail. What comes back is in ``replies``.

Sources: RFC 5545 (iCalendar), RFC 5546 (iTIP), RFC 6868 (quotes in parameters), RFC 7986 (names of
feeds). Written by hand, because a feed is asked for every few hours by everyone's calendar, and
libraries take many times as long; the tests read everything back with one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from urllib.parse import quote

from kinweave.gatherings.replies import is_address


@dataclass(frozen=True, slots=True)
class Event:
    """One date of a gathering. Times are aware, in UTC; people are a name and a mail address.

    Each date of a series is an event of its own, with its instants: a rule would need a time zone
    (VTIMEZONE) to go with it, and calendars that hold another version of that zone would reckon
    summer time wrongly. An instant is the same everywhere.

    ``stamp`` is when it was last changed, and ``sequence`` grows whenever that was. ``url`` is
    left out where it is no web address. ``partstat``: what the attendee has said already. ``days``:
    the first and the last, of what is of whole days: calendars show it on these in every zone.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    stamp: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    cancelled: bool = False
    organizer: tuple[str, str] | None = None
    attendee: tuple[str, str] | None = None
    tentative: bool = False
    partstat: str = "NEEDS-ACTION"
    days: tuple[date, date] | None = None


def feed(
    name: str, events: Iterable[Event], *, refresh_hours: int = 6, description: str = ""
) -> bytes:
    """A calendar to subscribe to, which asks calendars to come again after some hours.

    It goes to whoever has its address, so it names nobody: neither organizer nor attendee. Raises
    ``ValueError`` for times without a zone.
    """
    again = f"PT{refresh_hours}H\r\n"
    about = description and (
        _property("DESCRIPTION", description) + _property("X-WR-CALDESC", description)
    )
    head = (
        f"{_property('NAME', name)}{_property('X-WR-CALNAME', name)}{about}"
        f"REFRESH-INTERVAL;VALUE=DURATION:{again}X-PUBLISHED-TTL:{again}"
    )
    # The dates of a series say the same. It is remembered for this feed only: words are people's.
    line = cache(_property)
    return _calendar("PUBLISH", head + "".join([_event(event, line=line) for event in events]))


def publish(event: Event) -> bytes:
    """A file that adds one event to a calendar. It names nobody. Raises as :func:`feed` does."""
    return _calendar("PUBLISH", _event(event))


def request(event: Event) -> bytes:
    """An invitation to the attendee, or news of one: part of a letter, as ``text/calendar``.

    Raises ``ValueError`` where organizer or attendee are missing, where an address is none, and
    for times without a zone.
    """
    return _calendar("REQUEST", _event(event, _status(event), _people(event)))


def cancel(event: Event) -> bytes:
    """Takes an event out of the attendee's calendar. Raises as :func:`request` does."""
    return _calendar("CANCEL", _event(event, "CANCELLED", _people(event)))


def _calendar(method: str, content: str) -> bytes:
    return (
        "BEGIN:VCALENDAR\r\nPRODID:-//Kinweave//Kinweave//EN\r\nVERSION:2.0\r\n"
        f"CALSCALE:GREGORIAN\r\nMETHOD:{method}\r\n{content}END:VCALENDAR\r\n"
    ).encode()


def _property(name: str, words: str) -> str:
    return _line(f"{name}:{_text(words)}")


def _event(
    event: Event,
    status: str = "",
    people: str = "",
    line: Callable[[str, str], str] = _property,
) -> str:
    stamp = _instant(event.stamp)
    about = event.description and line("DESCRIPTION", event.description)
    place = event.location and line("LOCATION", event.location)
    link = _line("URL:" + event.url) if _is_web(event.url) else ""
    return (
        f"BEGIN:VEVENT\r\n{_property('UID', event.uid)}SEQUENCE:{event.sequence}\r\n"
        f"DTSTAMP:{stamp}\r\nLAST-MODIFIED:{stamp}\r\n"
        f"{_begins_and_ends(event)}"
        f"{line('SUMMARY', event.summary)}{about}{place}{link}"
        f"STATUS:{status or _status(event)}\r\n{people}END:VEVENT\r\n"
    )


def _begins_and_ends(event: Event) -> str:
    if event.days is None:
        return f"DTSTART:{_instant(event.starts)}\r\nDTEND:{_instant(event.ends)}\r\n"
    first, last = event.days
    behind = last + timedelta(days=1)  # the end is not of it any more: RFC 5545, section 3.6.1
    return f"DTSTART;VALUE=DATE:{first:%Y%m%d}\r\nDTEND;VALUE=DATE:{behind:%Y%m%d}\r\n"


def _status(event: Event) -> str:
    if event.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.tentative else "CONFIRMED"


def _people(event: Event) -> str:
    if event.organizer is None or event.attendee is None:
        raise ValueError(f"{event.uid!r} needs an organizer and an attendee to go by mail")
    role = f";ROLE=REQ-PARTICIPANT;PARTSTAT={event.partstat};RSVP=TRUE"
    return _person("ORGANIZER", "", *event.organizer) + _person("ATTENDEE", role, *event.attendee)


def _person(kind: str, role: str, name: str, address: str) -> str:
    if not is_address(address):
        raise ValueError(f"{address!r} is no mail address")
    common_name = f';CN="{_parameter(name)}"' if name else ""
    return _line(f"{kind}{common_name}{role}:mailto:{quote(address, safe=_MAILTO)}")


_MAILTO = "@!$'*+"
"""What RFC 6068 leaves as it is in an address, besides letters, digits and ``-._~``."""


def _is_web(url: str) -> bool:
    if not (url.startswith(("https://", "http://")) and url.isprintable()):
        return False
    # Of all spaces and line ends, the plain space alone is printable. Backslashes belong in no URI,
    # and what some readers make of them is another address.
    return " " not in url and "\\" not in url


def _instant(moment: datetime) -> str:
    if moment.tzinfo is not UTC:
        if moment.utcoffset() is None:
            raise ValueError(f"{moment} is no instant: it has no zone")
        moment = moment.astimezone(UTC)
    day = f"{moment.year:04}{_TWO[moment.month]}{_TWO[moment.day]}"
    return f"{day}T{_TWO[moment.hour]}{_TWO[moment.minute]}{_TWO[moment.second]}Z"


_TWO = [f"{number:02}" for number in range(60)]
"""In two digits. Read from here as strftime, several times slower, was most of what a feed took."""


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""All but tab and newline; and halves of characters, which UTF-8 cannot write."""


def _text(words: str) -> str:
    """As TEXT: with an escape before what has a meaning there, and on one line."""
    words = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    words = words.replace("\r", "").replace("\n", "\\n")
    if words.isprintable():
        return words
    return _clean(words).replace("\n", "\\n")


def _parameter(words: str) -> str:
    """As the inside of a quoted parameter, by RFC 6868."""
    return _clean(words).replace("^", "^^").replace("\n", "^n").replace('"', "^'")


def _clean(words: str) -> str:
    """With one kind of line end, and without what nobody can read."""
    for line_end in ("\x85", "\u2028", "\u2029"):
        words = words.replace(line_end, "\n")
    return _CONTROL.sub("", words)


_PIECE = re.compile(
    rb"(?s).{1,74}(?:(?<![\\^])(?![\x80-\xbf])|\Z)"
    rb"|.{1,74}(?![\x80-\xbf])"  # nothing but escapes
)
"""What fits on a line behind a space. No cut goes through a character, by RFC 5545; and none
through an escape, though that is allowed: Outlook and Google were seen to misread it."""


def _line(line: str) -> str:
    """With its end, and folded where it is longer than 75 octets."""
    if len(line) <= 75 and (line.isascii() or len(line.encode()) <= 75):
        return line + "\r\n"
    return b"\r\n ".join(_PIECE.findall(line.encode())).decode() + "\r\n"
