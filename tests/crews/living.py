"""What people of the cast do in a crew, and how its pages read to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinweave.circles.models import Circle
from kinweave.crews import actions
from kinweave.crews.models import Cycle, Turn
from kinweave.people.models import Person
from tests.gatherings.cast import AT, FIRST_DAY, HOUR, VIENNA, Cast, client_of

FIRST = datetime.combine(FIRST_DAY, HOUR)
"""The first meeting, by the clocks of Vienna."""
CREW = ("ada", "ben", "cleo", "dan")


def a_crew(cast: Cast, *names: str, **said: Any) -> Circle:
    """Ada begins it with Ben, Cleo and Dan, unless it is said otherwise: six evenings, every second
    week."""
    told: dict[str, Any] = {
        "parent": cast.circle, "name": "Hearth", "people": [cast.people[n] for n in names or CREW],
        "languages": ["en"], "zone": VIENNA, "first": FIRST, "every_weeks": 2, "meetings": 6,
        "minutes": 90, "key": "call:1", "at": AT, **said,
    }  # fmt: skip
    return actions.begin(told.pop("actor", cast.ada), **told)


def cycle_of(circle: Circle) -> Cycle:
    """The one it is in."""
    return Cycle.objects.select_related("circle", "gathering").order_by("-number").get(
        circle=circle, number=Cycle.objects.filter(circle=circle).count()
    )  # fmt: skip


def turns(circle: Circle) -> list[str]:
    """Who hosts which meeting, by first name; "" where nobody does."""
    rows = Turn.objects.filter(cycle=cycle_of(circle)).select_related("host")
    return [one.host.name.split()[0].lower() if one.host else "" for one in rows]


def turn(circle: Circle, number: int) -> Turn:
    """One of them, by the number of its meeting."""
    return Turn.objects.select_related("cycle__circle", "occasion").get(
        cycle=cycle_of(circle), occasion__number=number
    )


def near_the_end(weeks: int = 9) -> datetime:
    """So many weeks after the first meeting: when five of six have been, unless it is said."""
    return AT + timedelta(weeks=weeks)


def page(reader: Person, circle: Circle, ending: str = "") -> str:
    """A page of the crew, as somebody reads it."""
    answer = client_of(reader).get(f"/c/{circle.slug}/crew/{ending}")
    assert answer.status_code == 200, answer.status_code
    return read(answer.content)


def read(content: bytes) -> str:
    """With the words that only a screen reader says, where it says them."""
    return unescape(content.decode()).replace('<span class="visually-hidden">', "")


def send(by: Person, circle: Circle, ending: str, /, **fields: object) -> str:
    """What comes of a form: the page to which it leads."""
    answer = client_of(by).post(f"/c/{circle.slug}/crew/{ending}", fields, follow=True)
    assert answer.status_code == 200, answer.status_code
    return read(answer.content)


def queries(reader: Person, circle: Circle, ending: str = "") -> int:
    """How often a page asks the database."""
    client = client_of(reader)
    client.get(f"/c/{circle.slug}/crew/{ending}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/c/{circle.slug}/crew/{ending}").status_code == 200
    return len(asked)
