"""Many at once at one fund, eight at a time: what each was told, and then what stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from kinweave.fund import actions as funds
from kinweave.fund.models import Contribution, Fund
from kinweave.fund.refusals import Closed
from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Occasion
from kinweave.gatherings.refusals import ForThoseWhoGive
from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from tests import builders
from tests.crowd import at_once
from tests.fund.cast import a_fund
from tests.gatherings.cast import once, riverbend

PEOPLE, LEAST = 24, 500
STOP = 10
"""Of her browsers, each tenth says that she gives nothing any more."""


def change(amount: int) -> str:
    """Another of Dan's browsers says another amount."""
    funds.give(_named("Dan Dove"), Fund.objects.get(), amount=amount, at=timezone.now())
    return "noted"


def change_or_stop(amount: int) -> str:
    """Of Cleo's, some say nothing."""
    if amount % STOP:
        funds.give(_named("Cleo Crab"), Fund.objects.get(), amount=amount, at=timezone.now())
    else:
        funds.stop(_named("Cleo Crab"), Fund.objects.get(), at=timezone.now())
    return "noted"


def answer_or_stop(number: int) -> str:
    """Somebody comes to what is for those who give; or, of another browser, gives no more."""
    who = Person.objects.get(pk=abs(number))
    if number < 0:
        funds.stop(who, Fund.objects.get(), at=timezone.now())
        return "noted"
    try:
        [said] = actions.answer(who, Occasion.objects.get(), says="yes", at=timezone.now())
    except ForThoseWhoGive:
        return "not enough"
    return said.says


def give_or_close(number: int) -> str:
    """Somebody gives; or, where it is nobody's number, Stella closes the fund."""
    try:
        if not number:
            funds.close(_named("Stella Stern"), Fund.objects.get(), at=timezone.now())
            return "ended"
        who = Person.objects.get(pk=number)
        funds.give(who, Fund.objects.get(), amount=LEAST, at=timezone.now())
    except Closed:
        return "closed"
    return "noted"


def set_up(what: str) -> list[int]:
    """Riverbend's fund, and what is asked of each: amounts, or people by their numbers."""
    cast = riverbend()
    fund = a_fund(cast)
    if what == "changed":
        return [100 + number for number in range(PEOPLE)]
    people = [builders.person(f"Guest{number}") for number in range(PEOPLE)]
    for one in people:
        builders.member(cast.circle, one)
    numbers = [one.pk for one in people]
    if what == "closed":
        return [*numbers[: PEOPLE // 2], 0, *numbers[PEOPLE // 2 :]]
    once(cast.ada, cast.circle, least=LEAST)
    for one in people:
        funds.give(one, fund, amount=LEAST, at=timezone.now())
    return [number for one in numbers for number in ((-one, one) if one % 2 else (one, -one))]


def doing(what: str) -> list[Callable[[int], str]]:
    """What is done at once."""
    return {
        "changed": [change, change_or_stop],
        "answered": [answer_or_stop],
        "closed": [give_or_close],
    }[what]


def as_it_stands() -> dict[str, list[Any]]:
    """Rows in the order in which they came; who comes; and who is told that the fund is closed."""
    rows = Contribution.objects.order_by("pk").select_related("person")
    return {
        "given": [
            [
                one.person.name, one.person_id, one.amount, one.since.isoformat(),
                one.until.isoformat() if one.until else "",
            ]
            for one in rows
        ],
        "coming": list(Answer.objects.values_list("person", "says")),
        "letters": list(
            Delivery.objects.filter(letter="fund.closed").values_list("receiver", flat=True)
        ),
    }  # fmt: skip


def _named(name: str) -> Person:
    found: Person = Person.objects.get(name=name)
    return found


def race(what: str) -> list[Any]:
    """Let them, and tell."""
    asked = set_up(what)
    said = [one for do in doing(what) for one in at_once(do, asked)]
    return [asked, said, as_it_stands()]
