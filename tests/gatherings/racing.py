"""Many people say yes to few seats, eight at a time: what each was told, and then what
stands there."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Occasion
from kinweave.people.models import Person
from tests import builders
from tests.crowd import at_once
from tests.gatherings import cast


def say(what: str, person: int) -> str:
    """What it comes to when this person says so to the only date there is."""
    try:
        [said] = actions.answer(
            Person.objects.get(pk=person), Occasion.objects.get(), says=what, at=timezone.now()
        )
    except DatabaseError as error:
        return str(error)
    return said.says


def come(person: int) -> str:
    """They would like to come."""
    return say("yes", person)


def stay(person: int) -> str:
    """They would not, after all."""
    return say("no", person)


def race(seats: int, people: int) -> list[Any]:
    """Let them come, let half of those who have a seat go, and tell."""
    host = cast.somebody("Ada Anker")
    circle = builders.circle()
    builders.member(circle, host)
    cast.once(host, circle, seats=seats)
    guests = [builders.person(f"Guest{number}").pk for number in range(people)]
    for person in Person.objects.filter(pk__in=guests):
        builders.member(circle, person)
    told = at_once(come, guests)
    stands = list(Answer.objects.order_by("since", "pk").values_list("person", "says"))
    seated = [person for person, says in stands if says == "yes"]
    gone = at_once(stay, seated[: seats // 2])
    after = list(Answer.objects.order_by("since", "pk").values_list("person", "says"))
    return [guests, told, stands, gone, after]
