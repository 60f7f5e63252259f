"""Calendars of others, as their programs write them; and people who bring them in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from kinweave.circles.models import Circle
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.importing import actions
from kinweave.importing.models import Brought, Import
from kinweave.importing.reading import Found, read
from kinweave.importing.standing import as_it_stands
from kinweave.jobs.actions import run_due
from kinweave.people.models import Person
from tests.gatherings.cast import AT, FIRST_DAY

VIENNA = "Europe/Vienna"
SITE = "https://kin.example"
DAY = f"{FIRST_DAY:%Y%m%d}"
ADDRESS = "http://calendar.example/all.ics"


def day(after: int) -> str:
    """So many days after the first, as calendars write it."""
    return f"{FIRST_DAY + timedelta(days=after):%Y%m%d}"


def event(uid: str = "soup@elsewhere", *lines: str, **said: Any) -> str:
    """Soup at seven for two hours, unless it is ``said`` otherwise: a property by its name with
    underscores, ``None`` for none."""
    told = {
        "SUMMARY": "Soup",
        "DTSTART;TZID=Europe/Vienna": f"{DAY}T190000",
        "DTEND;TZID=Europe/Vienna": f"{DAY}T210000",
        **{name.replace("_", "-"): value for name, value in said.items()},
    }
    for short in ("DTSTART", "DTEND"):
        if short in told:
            del told[f"{short};TZID=Europe/Vienna"]
    kept = [f"{name}:{value}" for name, value in told.items() if value is not None]
    uids = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *uids, *kept, *lines, "END:VEVENT"])


def series(*lines: str, rule: str = "FREQ=WEEKLY;COUNT=4", **said: Any) -> str:
    """The same every week."""
    return event("series@elsewhere", *lines, RRULE=rule, **said)


def hourless(first: int, days: int, *lines: str, **said: Any) -> str:
    """On so many whole days, without hours, which begin so many days after the first."""
    ends = {"DTSTART;VALUE=DATE": day(first), "DTEND;VALUE=DATE": day(first + days)}
    return event("soup@elsewhere", *lines, **{"DTSTART": None, "DTEND": None, **ends, **said})


def as_it_was(one: Gathering) -> Gathering:
    """In the shape in which whole days came in before a date could be without hours."""
    Gathering.objects.filter(pk=one.pk).update(all_day=False)
    Occasion.objects.filter(gathering=one).update(last_day=None)
    Brought.objects.filter(gathering=one).update(standing=as_it_stands(one.pk))
    one.refresh_from_db()
    return one


def calendar(*events: str, head: str = "") -> bytes:
    """A whole file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Elsewhere//EN", *filter(None, [head])]
    return "\r\n".join([*lines, *events, "END:VCALENDAR", ""]).encode()


def found(*events: str, now: datetime = AT, zone: str = VIENNA, head: str = "") -> Found:
    """What a file of these says."""
    return read(calendar(*events, head=head), zone=zone, now=now, site=SITE)


def said_of(one: Found) -> list[tuple[str, str]]:
    """The kinds of its remarks, and what they are about."""
    return [(remark.kind.value, remark.about) for remark in one.remarks]


def look(person: Person, circle: Circle, content: bytes = b"", **asked: Any) -> Import:
    """Somebody asks, and a worker reads."""
    at = asked.pop("at", AT)
    given = {"content": None if "address" in asked else content, "zone": VIENNA, **asked}
    made = actions.ask(person, circle, **given, at=at)
    run_due(at, Import)
    return now_of(made)


def bring_in(person: Person, circle: Circle, *events: str, **asked: Any) -> Import:
    """Somebody asks, looks, and says yes."""
    at = asked.get("at", AT)
    said = {name: asked.pop(name) for name in ("audience", "keep", "tell") if name in asked}
    made = look(person, circle, calendar(*events), **asked)
    actions.confirm(person, made, **{"audience": "circle", **said}, at=at)
    run_due(at, Import)
    return now_of(made)


def step(one: Import, at: datetime) -> Import:
    """Its turn comes, and a worker takes it."""
    run_due(at, Import)
    return now_of(one)


def now_of(one: Import) -> Import:
    """As it is now."""
    found: Import = Import.objects.get(pk=one.pk)
    return found


def gathering(name: str = "Soup") -> Gathering:
    """The one of that name."""
    found: Gathering = Gathering.objects.get(name=name)
    return found
