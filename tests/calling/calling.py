"""What people of the cast do about a call, and how its pages read to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinweave.calling import actions
from kinweave.calling.answered import times_for
from kinweave.calling.models import Call, CallAnswer
from kinweave.circles.models import Circle
from kinweave.people.models import Person, WeeklyHours
from kinweave.people.week import BLANK, read_day, woven
from tests.gatherings.cast import AT, VIENNA, Cast, client_of

TODAY = AT.date()
EVENINGS = "18:00-21:00"


def week_of(*days: str) -> str:
    """A week of lines, from Monday; the rest of it is busy."""
    lines = [read_day(line) for line in days] + [()] * (7 - len(days))
    return woven(lines) if days else BLANK


MONDAYS, TUESDAYS = week_of(EVENINGS), week_of("", EVENINGS)


def is_free(person: Person, week: str = MONDAYS, zone: str = VIENNA) -> None:
    """The hours of somebody's profile."""
    person.time_zone = zone
    person.save()
    WeeklyHours.objects.update_or_create(person=person, defaults={"week": week, "changed_at": AT})


def a_call(cast: Cast, caller: str = "ada", **said: Any) -> Call:
    """Ada calls a crew of three to five, in three weeks; all four are free on Monday evenings."""
    for name in ("ada", "ben", "cleo", "dan"):
        if not WeeklyHours.objects.filter(person=cast.people[name]).exists():
            is_free(cast.people[name])
    told: dict[str, Any] = {
        "name": "Bread and letters", "words": "To bake.", "languages": ["en"], "zone": VIENNA,
        "starts": TODAY + timedelta(days=28), "until": TODAY + timedelta(days=21), "smallest": 3,
        "largest": 5, "at": AT, **said,
    }  # fmt: skip
    return actions.call(cast.people[caller], cast.circle, **told)


def says(cast: Cast, call: Call, what: str, *names: str, **more: Any) -> None:
    """Each of them answers."""
    for name in names:
        actions.answer(cast.people[name], call, says=what, **{"at": AT, **more})


def times(cast: Cast, call: Call, *names: str) -> list[datetime]:
    """When these could meet for the first time."""
    people = [cast.people[name].pk for name in names]
    return [one.starts_at for one in times_for(call, people, TODAY)]


def starts(cast: Cast, call: Call, *names: str, first: datetime | None = None) -> Circle:
    """Ada begins it with these, at the first time that they have in common."""
    first = first or times(cast, call, "ada", *names)[0]
    people = [cast.people[name].pk for name in names]
    return actions.start(cast.ada, call, people=people, first=first, at=AT)


def answered(call: Call) -> dict[str, str]:
    """What stands there, by first name."""
    rows = CallAnswer.objects.filter(call=call).select_related("person")
    return {one.person.name.split()[0].lower(): one.says for one in rows}


def page(reader: Person, call: Call, ending: str = "") -> str:
    """A call's page, or one below it, as somebody reads it."""
    answer = client_of(reader).get(f"{call.get_absolute_url()}{ending}")
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def status(reader: Person, call: Call) -> int:
    """What somebody gets who opens it."""
    return client_of(reader).get(call.get_absolute_url()).status_code


def send(by: Person, call: Call, ending: str, /, **fields: object) -> str:
    """What comes of a form: the page to which it leads."""
    answer = client_of(by).post(f"{call.get_absolute_url()}{ending}", fields, follow=True)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def queries(reader: Person, address: str) -> int:
    """How often a page asks the database."""
    client = client_of(reader)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
