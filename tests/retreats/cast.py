"""Three days at the mill, and what people do there: for tests of retreats."""

from __future__ import annotations

from datetime import time
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinweave.gatherings.models import Gathering
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.jobs.actions import run_due
from kinweave.people.models import Person
from kinweave.retreats import actions
from kinweave.retreats.models import Booking, CrewPlan, Due, Making, Price, Retreat, Room
from tests.gatherings.cast import AT, Cast, a_draft, client_of
from tests.gatherings.cast import soup as announced

IBAN = "AT611904300234573201"
STANDARD = 18_000
SAID = {"currency": "EUR", "share": 20, "holder": "Riverbend", "iban": IBAN}


def days(cast: Cast, **said: Any) -> Gathering:
    """The gathering: from four in the afternoon, for two days less three hours."""
    told: dict[str, Any] = {
        "name": "At the mill", "time": time(16), "minutes": 45 * 60, "rhythm": Rhythm(Every.ONCE),
        **said,
    }  # fmt: skip
    return announced(cast.ada, cast.circle, **told)


def begun(cast: Cast, gathering: Gathering, **said: Any) -> Retreat:
    """The retreat, not open yet."""
    return actions.begin(cast.ada, gathering, **{**SAID, "treasurer": cast.ben, "at": AT, **said})


def mill(cast: Cast, *, seats: int | None = None, audience: str = "circle", **said: Any) -> Retreat:
    """Open, with a price, and a room of two beds."""
    made = begun(cast, days(cast, seats=seats, audience=audience), **said)
    actions.put_price(cast.ada, made, name="Standard", amount=STANDARD)
    actions.put_room(cast.ada, made, name="Hay loft", beds=2)
    actions.open_for_booking(cast.ada, made, at=AT)
    return again(made)


def draft(cast: Cast) -> Gathering:
    """A gathering that only its host sees."""
    return a_draft(cast.ada, cast.circle, rhythm=Rhythm(Every.ONCE), minutes=45 * 60)


def again(retreat: Retreat) -> Retreat:
    """As it is now."""
    return Retreat.objects.select_related("gathering__circle").get(pk=retreat.pk)


def place(person: Person, retreat: Retreat, **said: Any) -> Booking | None:
    """Somebody takes a place, at the only price unless it is ``said`` otherwise."""
    if "price" not in said and "amount" not in said:
        said["price"] = Price.objects.filter(retreat=retreat).first()
    return actions.book(person, retreat, **{"at": AT, **said})


def placed(person: Person, retreat: Retreat, **said: Any) -> Booking:
    """The same, where there is one."""
    found = place(person, retreat, **said)
    assert found is not None
    return found


def made_crews(actor: Person, retreat: Retreat, *, size: int, seed: int = 1) -> CrewPlan:
    """Somebody asks for crews, and a worker makes them."""
    actions.ask_for_crews(actor, retreat, size=size, seed=seed, at=AT)
    run_due(AT, Making)
    return CrewPlan.objects.get(retreat=retreat, told_at=None)


def loft(retreat: Retreat) -> Room:
    return Room.objects.get(retreat=retreat, name="Hay loft")


def due_of(person: Person, retreat: Retreat) -> Due:
    return Due.objects.get(booking__retreat=retreat, booking__person=person)


def paid(cast: Cast, booking: Booking, amount: int, **said: Any) -> Any:
    """Ben notes that something came in."""
    told = {"amount": amount, "day": AT.date(), "at": AT, **said}
    return actions.note_payment(cast.ben, booking, **told)


def at(retreat: Retreat, page: str = "") -> str:
    """The address of one of its pages."""
    return f"{retreat.get_absolute_url()}{page}"


def read(reader: Person | None, address: str, status: int = 200) -> str:
    """A page, as somebody reads it."""
    client = client_of(reader) if reader else Client()
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return unescape(answer.content.decode())


def send(sender: Person, address: str, status: int = 302, /, **said: Any) -> str:
    """A form, sent."""
    answer = client_of(sender).post(address, said)
    assert answer.status_code == status, (address, answer.status_code)
    return unescape(answer.content.decode())


def queries(reader: Person, address: str) -> int:
    client = client_of(reader)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
