"""A date in somebody's calendar at a company: plain links, which open its "new event" there.

Whoever follows one tells that company what stands in it; so it holds no more than a calendar needs,
and nobody is told anything before. The parameters are those that the companies' own pages take;
neither Google nor Microsoft documents them, and github.com/InteractionDesignFoundation's
"add-event-to-calendar-docs" gathers what is known. Apple's and all others take the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from kinweave.gatherings.models import Gathering, Occasion
from kinweave.people.fields import one_line

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/deeplink/compose"
OFFICE = "https://outlook.office.com/calendar/deeplink/compose"

NAME, PLACE, MORE = 600, 500, 600
"""The most letters of each, as an address spells them. With the rest it stays below 2,000: longer
ones are cut off on their way by some."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """``calendar``, ``company``: names, which are the same in each language."""

    calendar: str
    company: str
    address: str


def elsewhere(date: Occasion, gathering: Gathering, where: bool, site: str) -> list[Elsewhere]:
    """Where else it can be put. ``where``: whether whoever asks is told the place and the link."""
    page = f"{site}{gathering.get_absolute_url()}"
    name = _cut(gathering.name, NAME)
    more = _fitting(page, gathering.joined_at if where else "")
    place = _cut(gathering.place, PLACE) if where else ""
    if date.last_day:  # the day behind the last one is not of it any more, at all three
        behind = date.last_day + timedelta(days=1)
        when = f"{date.day:%Y%m%d}/{behind:%Y%m%d}"
        days = {"startdt": f"{date.day}", "enddt": f"{behind}", "allday": "true"}
    else:
        starts, ends = (moment.astimezone(UTC) for moment in (date.starts_at, date.ends_at))
        when = f"{_plain(starts)}/{_plain(ends)}"
        days = {"startdt": f"{starts:%Y-%m-%dT%H:%M:%SZ}", "enddt": f"{ends:%Y-%m-%dT%H:%M:%SZ}"}
    google = {
        "action": "TEMPLATE", "text": name, "dates": when,
        "details": more, "location": place,
    }  # fmt: skip
    microsoft = {
        "path": "/calendar/action/compose", "rru": "addevent", "subject": name, **days,
        "body": more, "location": place,
    }  # fmt: skip
    return [
        Elsewhere("Google Calendar", "Google", _address(GOOGLE, google)),
        Elsewhere("Outlook.com", "Microsoft", _address(OUTLOOK, microsoft)),
        Elsewhere("Office 365", "Microsoft", _address(OFFICE, microsoft)),
    ]


def _address(base: str, fields: Mapping[str, str]) -> str:
    told = {name: words for name, words in fields.items() if words}
    return f"{base}?{urlencode(told, quote_via=quote, safe='/', errors='replace')}"


def _plain(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _fitting(page: str, link: str) -> str:
    """The page of the gathering, and before it the link to join, where both fit: half of an address
    leads nowhere."""
    both = f"{link}\n{page}" if link else page
    return both if _length(both) <= MORE else page


def _cut(words: str, most: int) -> str:
    words = one_line(words)
    if _length(words) <= most:
        return words
    while _length(words) > most - _length("…"):
        words = words[:-1]
    return words.rstrip() + "…"


def _length(words: str) -> int:
    return len(quote(words, errors="replace"))
