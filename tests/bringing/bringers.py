"""What people of Riverbend bring, in a line each; and how they read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinweave.bringing import actions
from kinweave.bringing.models import Board, Case, Choice, Clinic, Request, Session, Slots, Turn
from kinweave.gatherings.models import Gathering
from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from tests.gatherings.cast import AT, Cast, client_of, date_of


def open_slots(call: Gathering, **said: Any) -> Slots:
    """By its host: one place on each date, unless it is ``said`` otherwise."""
    assert call.host is not None
    told = {"name": "Present your project", "minutes": 15, "places": 1, "at": AT, **said}
    return actions.open_slots(call.host, call, **told)


def asks(person: Person, slots: Slots, title: str = "", **said: Any) -> Request:
    """An hour after whoever asked before them."""
    told = {"at": AT + timedelta(hours=Request.objects.count()), **said}
    return actions.ask(person, slots, title=title or f"Of {person.name}", **told)


def queue(cast: Cast, slots: Slots, *names: str) -> list[Request]:
    """They ask, one after the other."""
    return [asks(cast.people[name], slots) for name in names]


def waiting(slots: Slots) -> list[str]:
    """Who is in the queue, by first name."""
    rows = Request.objects.waiting().filter(slots=slots).select_related("person")
    return [first_name(one.person) for one in rows]


def turns(call: Gathering) -> dict[int, list[str]]:
    """Who stands on which date, by its number."""
    found: dict[int, list[str]] = {}
    for one in Turn.objects.filter(occasion__gathering=call).order_by("occasion", "place"):
        found.setdefault(one.occasion.number, []).append(first_name(one.request.person))
    return found


def first_name(person: Person) -> str:
    return person.name.split()[0].lower()


def open_clinic(call: Gathering, **said: Any) -> Clinic:
    """By its host."""
    assert call.host is not None
    return actions.open_clinic(call.host, call, **{"at": AT, **said})


def brings(person: Person, clinic: Clinic, title: str = "", **said: Any) -> Case:
    """A case; all at one time, unless it is ``said`` otherwise."""
    told = {"at": AT, **said}
    return actions.bring(person, clinic, title=title or f"Of {person.name}", **told)


def chosen(clinic: Clinic, number: int = 1, at: datetime = AT) -> str:
    """Whose case is chosen for this date, when its host presses."""
    host = clinic.gathering.host
    assert host is not None
    choice: Choice = actions.choose(host, clinic, date_of(clinic.gathering, number), at=at)
    return first_name(choice.person)


def open_board(call: Gathering, spots: Sequence[str] = ("Kitchen", "Loft"), **said: Any) -> Board:
    """For the first date, with two times."""
    assert call.host is not None
    date = date_of(call)
    told: dict[str, Any] = {
        "day": date.day, "times": [(time(10), 45), (time(11), 45)], "at": AT, **said,
    }  # fmt: skip
    return actions.open_board(call.host, date, spots=spots, **told)


def cell(board: Board, spot: str = "Kitchen", hour: int = 10) -> tuple[int, int]:
    """A place on it."""
    return board.spots.get(name=spot).pk, board.stretches.get(begins=time(hour)).pk


def puts(person: Person, board: Board, title: str = "Juggling", **said: Any) -> Session:
    """Without a place, unless it is ``said`` otherwise."""
    return actions.put_on(person, board, title=title, **{"at": AT, **said})


def stands(board: Board) -> dict[str, str]:
    """What is where, by title; nothing for what has no place."""
    rows = Session.objects.filter(board=board).select_related("spot", "stretch")
    return {
        one.title: f"{one.spot.name} {one.stretch.begins:%H}" if one.spot and one.stretch else ""
        for one in rows
    }


def told(letter: str) -> list[str]:
    """To whom a letter of this app is to go."""
    rows = Delivery.objects.filter(letter=f"bringing.{letter}")
    return sorted(who.split("@")[0] for who in rows.values_list("receiver__email", flat=True))


def read(reader: Person, address: str) -> str:
    """A page as somebody reads it."""
    answer = client_of(reader).get(address)
    assert answer.status_code == 200, f"{answer.status_code} at {address}"
    return unescape(answer.content.decode())


def send(sender: Person, address: str, **form: Any) -> str:
    """What comes of a form."""
    answer = client_of(sender).post(address, form, follow=True)
    assert answer.status_code == 200, f"{answer.status_code} at {address}"
    return unescape(answer.content.decode())


def queries(reader: Person, address: str) -> int:
    """How often a page asks the database."""
    client = client_of(reader)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def it_has_been(call: Gathering, number: int = 1) -> None:
    """That date was yesterday."""
    date = date_of(call, number)
    date.starts_at = timezone.now() - timedelta(days=1)
    date.ends_at = date.starts_at + timedelta(hours=1)
    date.save()
