"""A circle with a fund, for tests of funds and of what asks who gives."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinweave.fund import actions
from kinweave.fund.models import Contribution, Fund
from kinweave.jobs.actions import run_due
from kinweave.notices.actions import due_digests
from kinweave.people.models import Person
from tests.gatherings.cast import AT, Cast, client_of

LATER = AT + timedelta(hours=1)
MORNING = (AT + timedelta(days=1)).replace(hour=12)


def a_fund(cast: Cast, **said: Any) -> Fund:
    """Stella, who tends Riverbend, opens one; Ben keeps it."""
    told: dict[str, Any] = {"currency": "EUR", "keeper": cast.ben, "at": AT, **said}
    return actions.begin(cast.stella, cast.circle, **told)


def gives(person: Person, fund: Fund, amount: int, **said: Any) -> Contribution:
    """So many cents a month."""
    return actions.give(person, fund, amount=amount, **{"at": AT, **said})


def given(fund: Fund) -> dict[str, int]:
    """What stands there now, by first name."""
    rows = Contribution.objects.current().filter(fund=fund).select_related("person")
    return {one.person.name.split()[0].lower(): one.amount for one in rows}


def at(page: str = "") -> str:
    """The address of one of Riverbend's pages."""
    return f"/c/riverbend/fund/{page}"


def read(reader: Person | None, address: str, status: int = 200) -> str:
    """A page, as somebody reads it."""
    client = client_of(reader) if reader else Client()
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return unescape(answer.content.decode())


def send(sender: Person, address: str, status: int = 302, /, **said: Any) -> str:
    """A form, sent; and the page that it led to."""
    client = client_of(sender)
    answer = client.post(address, said)
    assert answer.status_code == status, (address, answer.status_code)
    if status == 302:
        answer = client.get(answer["Location"])
    return unescape(answer.content.decode())


def queries(reader: Person, address: str) -> int:
    """How often a page asks the database."""
    client = client_of(reader)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def arrived(words: str) -> list[str]:
    """In whose mailbox these words are by the next day, on both sides of the letter."""
    due_digests(MORNING)
    run_due(MORNING)
    found = []
    for one in mail.outbox:
        assert isinstance(one, EmailMultiAlternatives)
        pages = str(one.body), unescape(str(one.alternatives[0][0]))
        assert (words in pages[0]) is (words in pages[1]), one.body
        if words in pages[0]:
            found.append(one.to[0].split("@")[0])
    return sorted(found)
