"""Many people, few seats, eight at a time, again and again: prints, as JSON, in how many rounds the
seats were not kept, or somebody was asked out of turn.

python -m bench.race SEATS PEOPLE ROUNDS
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import partial

import django

django.setup()

from django.db import connection
from django.utils import timezone

from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Occasion
from kinweave.people.models import Person
from tests import builders
from tests.crowd import at_once, make_site
from tests.gatherings import cast


def say(what: str, date: int, person: int) -> str:
    """What it comes to when this person says so."""
    on = Occasion.objects.get(pk=date)
    who = Person.objects.get(pk=person)
    return actions.answer(who, on, says=what, at=timezone.now())[0].says


def _all(what: str, date: int, people: list[int]) -> list[str]:
    if connection.vendor == "postgresql":
        connection.close_pool()  # its threads do not come along into other processes
    return at_once(partial(say, what, date), people)


def main(seats: int, people: int, rounds: int) -> None:
    """Make the site; in each round all say yes at once, and then all who have a seat say no."""
    make_site()
    host, circle = builders.person("Host"), builders.circle()
    builders.member(circle, host)
    guests = [builders.person(f"Guest{number}").pk for number in range(people)]
    for person in Person.objects.filter(pk__in=guests):
        builders.member(circle, person)
    seats_wrong = order_wrong = 0
    for number in range(rounds):
        date = cast.date_of(cast.once(host, circle, name=f"Round {number}", seats=seats)).pk
        told = _all("yes", date, guests)
        stands = _stands(date)
        kept = Counter(told) == {"yes": seats, "waiting": people - seats}
        seats_wrong += not (kept and dict(stands) == dict(zip(guests, told, strict=True)))
        seated = [person for person, says in stands if says == "yes"]
        waiting = [person for person, says in stands if says == "waiting"]
        _all("no", date, seated)
        after = _stands(date)
        asked = [person for person, says in after if says == "offered"]
        rest = [person for person, says in after if says == "waiting"]
        order_wrong += (asked, rest) != (waiting[: len(seated)], waiting[len(seated) :])
    print(json.dumps([seats_wrong, order_wrong]))


def _stands(date: int) -> list[tuple[int, str]]:
    """Who said what, in the order in which they came."""
    rows = Answer.objects.filter(occasion=date).order_by("since", "pk")
    return [(person, says) for person, says in rows.values_list("person", "says")]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
