"""Many at once at one board, one queue and one clinic, eight at a time: what each was
told, and then what stands there."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from kinweave.bringing import actions, refusals
from kinweave.bringing.models import Board, Choice, Clinic, Session, Slots, Turn
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from tests import builders
from tests.bringing.bringers import asks, brings, cell, open_board, open_clinic, open_slots
from tests.crowd import at_once
from tests.gatherings import cast

PLACES = 3


def put(person: int) -> str:
    """They would like to be in the one place of the board."""
    board = Board.objects.select_related("occasion__gathering__circle").get()
    who = Person.objects.get(pk=person)
    try:
        actions.put_on(who, board, title=who.name, place=cell(board), at=timezone.now())
    except refusals.Taken:
        return "taken"
    except DatabaseError as error:
        return str(error)
    return "put"


def take_next(_number: int) -> str:
    """The host presses once more."""
    slots = Slots.objects.select_related("gathering__circle", "gathering__host").get()
    host, date = slots.gathering.host, cast.date_of(slots.gathering)
    assert host is not None
    try:
        actions.next_in_queue(host, slots, date, at=timezone.now())
    except refusals.Full:
        return "full"
    except DatabaseError as error:
        return str(error)
    return "scheduled"


def choose(_number: int) -> str:
    """The host presses once more."""
    clinic = Clinic.objects.select_related("gathering__circle", "gathering__host").get()
    host, date = clinic.gathering.host, cast.date_of(clinic.gathering)
    assert host is not None
    try:
        actions.choose(host, clinic, date, at=timezone.now())
    except refusals.Full:
        return "full"
    except DatabaseError as error:
        return str(error)
    return "chosen"


def a_full_house(people: int) -> tuple[Gathering, list[int]]:
    """A call with a board of one place, a queue of all of them, and a case of each."""
    host, circle = builders.person("Ada"), builders.circle()
    builders.member(circle, host)
    call = cast.once(host, circle)
    open_board(call, ["Kitchen"])
    slots, clinic = open_slots(call, places=PLACES), open_clinic(call, places=PLACES)
    guests = [builders.person(f"Guest{number}") for number in range(people)]
    for one in guests:
        builders.member(circle, one)
        asks(one, slots)
        brings(one, clinic)
    return call, [one.pk for one in guests]


def as_it_stands() -> dict[str, list[tuple[int, int]]]:
    """Who is in which place."""
    return {
        "put": [(one.person_id, 1) for one in Session.objects.exclude(spot=None)],
        "scheduled": list(Turn.objects.values_list("request__person", "place")),
        "chosen": list(Choice.objects.values_list("person", "place")),
    }


def race(people: int) -> list[Any]:
    """Let them all press, and tell."""
    _call, guests = a_full_house(people)
    told = [*at_once(put, guests), *at_once(take_next, guests), *at_once(choose, guests)]
    return [guests, told, as_it_stands()]
