"""Somebody of the demo brings in the calendar that they keep elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from kinweave.circles.models import Circle
from kinweave.demo.calendar import Calendar
from kinweave.importing import actions
from kinweave.importing.models import Import
from kinweave.jobs.actions import run_due
from kinweave.people.models import Person

Row = Mapping[str, Any]


def bring_in(row: Row, circle: Circle, people: Mapping[str, Person], days: Calendar) -> None:
    """From a file, as their program would write it; they look at it, and say yes."""
    who, at = people[row["person"]], days.ago(row["days"])
    asked = {"called": row["called"], "zone": row["zone"], "at": at}
    made = actions.ask(who, circle, content=_file(row, days), **asked)
    run_due(at, Import)
    actions.confirm(who, made, audience="circle", at=at)
    run_due(at, Import)


def _file(row: Row, days: Calendar) -> bytes:
    first = days.next(row["first"]["on"], weeks=row["first"]["weeks"])
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number, said in enumerate(row["events"]):
        day = first + timedelta(days=said.get("after", 0))
        start = datetime.combine(day, said["time"])
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@lido.example.org",
            f"DTSTART;TZID={row['zone']}:{start:%Y%m%dT%H%M%S}",
            f"DURATION:PT{said['minutes']}M",
            *([f"RRULE:{said['rule']}"] if said["rule"] else []),
            f"SUMMARY:{_text(said['name'])}",
            f"DESCRIPTION:{_text(said['words'])}",
            f"LOCATION:{_text(said['place'])}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _text(words: str) -> str:
    return words.replace(",", "\\,").replace(";", "\\;")
