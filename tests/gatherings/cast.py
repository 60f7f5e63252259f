"""A circle that meets, its people, and what they plan: for tests of gatherings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.test import Client

from kinweave.circles.models import Circle, Standing
from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.notices.choosing import set_rhythm
from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from tests import builders

AT = builders.NOW + timedelta(days=2)
"""When people do what they do: at the beginning of this hour."""
FIRST_DAY = AT.date() + timedelta(days=5)
HOUR = time(19)
VIENNA = "Europe/Vienna"


@dataclass
class Cast:
    """Riverbend: Ada, Ben, Cleo and Dan are friends there; Stella is its only partner, so that
    every key is hers, and "tend" with them. Sol is a stranger."""

    circle: Circle
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        return self.people[name]


def riverbend() -> Cast:
    """Everybody has letters every morning at eight."""
    cast = Cast(builders.circle("Riverbend", slug="riverbend"))
    for name in ("Ada Anker", "Ben Birch", "Cleo Crab", "Dan Dove", "Stella Stern", "Sol Stone"):
        cast.people[name.split()[0].lower()] = somebody(name)
    for name in ("ada", "ben", "cleo", "dan"):
        builders.member(cast.circle, cast.people[name])
    builders.member(cast.circle, cast.stella, Standing.PARTNER)
    return cast


def somebody(name: str, **fields: Any) -> Person:
    """With an address that begins as they are called."""
    first = name.split()[0].lower()
    made = builders.person(name, email=f"{first}@example.org", **fields)
    set_rhythm(made, when="daily", days=[], hour=8)
    return made


def a_draft(host: Person, circle: Circle, **said: Any) -> Gathering:
    """Soup on three evenings, a week apart, unless it is ``said`` otherwise."""
    told: dict[str, Any] = {
        "name": "Soup", "day": FIRST_DAY, "time": HOUR, "zone": VIENNA, "minutes": 120,
        "rhythm": Rhythm(Every.WEEKLY), "times": 3, "at": AT, **said,
    }  # fmt: skip
    if told["rhythm"].every == Every.ONCE:
        told["times"] = 1
    return actions.plan(host, circle, **told)


def soup(host: Person, circle: Circle, **said: Any) -> Gathering:
    """The same, and everybody knows."""
    made = a_draft(host, circle, **said)
    actions.announce(host, made, at=said.get("at", AT))
    return made


def once(host: Person, circle: Circle, **said: Any) -> Gathering:
    """Soup on a single evening."""
    return soup(host, circle, rhythm=Rhythm(Every.ONCE), **said)


def more_like(made: Gathering, many: int) -> None:
    """So many more rows like it, with a date and what is said to it: more than anybody plans."""
    told, date, answers = (
        list(rows.values())
        for rows in (
            Gathering.objects.filter(pk=made.pk),
            Occasion.objects.filter(gathering=made, number=1),
            Answer.objects.filter(occasion__gathering=made, occasion__number=1),
        )
    )
    new = {"id": None}
    rows = Gathering.objects.bulk_create(Gathering(**told[0] | new) for _ in range(many))
    dates = Occasion.objects.bulk_create(
        Occasion(**date[0] | new | {"gathering_id": one.pk}) for one in rows
    )
    Answer.objects.bulk_create(
        Answer(**said | new | {"occasion_id": one.pk}) for one in dates for said in answers
    )


def date_of(gathering: Gathering, number: int = 1) -> Occasion:
    """One of its dates, as it is now."""
    found: Occasion = Occasion.objects.select_related("gathering").get(
        gathering=gathering, number=number
    )
    return found


def dates_of(gathering: Gathering) -> list[Occasion]:
    """All of them, by their number."""
    return list(Occasion.objects.filter(gathering=gathering).order_by("number"))


def length(one: Occasion) -> timedelta:
    """From its start to its end, in true hours."""
    return one.ends_at - one.starts_at


def says(person: Person, gathering: Gathering, what: str, number: int = 1, **more: Any) -> str:
    """What it came to when somebody said yes, maybe or no to a date."""
    more = {"at": AT, **more}
    return actions.answer(person, date_of(gathering, number), says=what, **more)[0].says


def said(gathering: Gathering, number: int = 1) -> dict[str, str]:
    """What stands there for a date, by first name."""
    rows = Answer.objects.filter(occasion=date_of(gathering, number)).select_related("person")
    return {one.person.name.split()[0].lower(): one.says for one in rows}


def told(letter: str) -> list[str]:
    """To whom a letter of gatherings is to go, at once; each as often as it is."""
    rows = Delivery.objects.filter(letter=f"gatherings.{letter}")
    return sorted(
        address.split("@")[0] for address in rows.values_list("receiver__email", flat=True)
    )


def client_of(person: Person) -> Client:
    """Somebody at a page, signed in."""
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(day: date, hour: int = 0) -> datetime:
    """An instant of a day, in UTC."""
    return datetime.combine(day, time(hour), AT.tzinfo)
