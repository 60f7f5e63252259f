"""What people of the cast do to prepare a gathering, and how its pages read to them."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from kinweave.preparing import actions
from kinweave.preparing.actions.replying import Said
from kinweave.preparing.models import Question, Role, Taken, Told
from tests.gatherings.cast import AT, client_of, date_of


def asks(gathering: Gathering, words: str = "What do you eat?", **more: Any) -> Question:
    """Its host asks something of those who come."""
    assert gathering.host is not None
    return actions.ask(gathering.host, gathering, words=words, at=AT, **more)


def replies(person: Person, question: Question, words: str, told: str | None = None) -> None:
    """Somebody replies, on a page that says of the question what it says now."""
    said = Said(words, told or Question.objects.get(pk=question.pk).told)
    actions.reply(person, question.gathering, replies={question.pk: said}, at=AT)


def tells(question: Question, told: str) -> None:
    """The host has replies told to others than until now."""
    host = question.gathering.host
    assert host is not None
    actions.tell_replies_to(host, question, told=told, at=AT)


def opens(gathering: Gathering, name: str = "Cook", **more: Any) -> Role:
    """Its host says what is wanted."""
    assert gathering.host is not None
    return actions.open_role(gathering.host, gathering, name=name, at=AT, **more)


def takes(person: Person, role: Role, number: int = 1) -> Taken:
    """Somebody takes a role for a date."""
    return actions.take(person, role, date_of(role.gathering, number), at=AT)


def takers(role: Role, number: int = 1) -> set[str]:
    """Whose the role is on a date, by first name."""
    rows = Taken.objects.counting().filter(role=role, occasion=date_of(role.gathering, number))
    return {one.person.name.split()[0].lower() for one in rows.select_related("person")}


def page(reader: Person, gathering: Gathering, ending: str = "") -> str:
    """A gathering's page, or one below it, as somebody reads it."""
    answer = client_of(reader).get(f"{gathering.get_absolute_url()}{ending}")
    assert answer.status_code == 200
    return _read(answer.content)


def _read(content: bytes) -> str:
    """With the words that only a screen reader says, where it says them."""
    return unescape(content.decode()).replace('<span class="visually-hidden">', "")


def send(by: Person, to: Gathering, ending: str, /, **fields: object) -> tuple[int, str]:
    """What comes of a form: the status, and the page to which it leads."""
    address = f"{to.get_absolute_url()}{ending}"
    answer = client_of(by).post(address, fields, follow=True)
    return answer.status_code, _read(answer.content)


def queries(reader: Person, gathering: Gathering, ending: str = "") -> int:
    """How often a page asks the database."""
    client, address = client_of(reader), f"{gathering.get_absolute_url()}{ending}"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


HOST, COMING = Told.HOST, Told.COMING
