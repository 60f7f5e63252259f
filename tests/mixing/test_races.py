"""Everybody at once, where a server lets them: one plan, each round begun once, nobody waits for
ever. SQLite lets one write at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from kinweave.gatherings.models import Gathering
from kinweave.met.models import Met
from kinweave.mixing import actions
from kinweave.mixing.feeding import feed
from kinweave.mixing.models import Participant, Plan, Round, Seat
from kinweave.mixing.tasks import Changed, write_down
from kinweave.people.actions.blocks import block
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import Person
from tests import builders
from tests.gatherings.cast import AT, says, soup
from tests.mixing.mixing import by_hand, it_is_now, makes

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="it lets one write at a time"),
]


def all_at_once(do: Callable[[Any], object], things: Sequence[Any]) -> None:
    """Eight at a time, a connection each."""

    def alone(thing: Any) -> None:
        try:
            do(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(alone, things))


def a_full_room(many: int) -> tuple[Gathering, list[int]]:
    host, circle = builders.person("Ada"), builders.circle()
    builders.member(circle, host)
    evening = soup(host, circle)
    guests = [builders.person(f"Guest{number}") for number in range(many)]
    for one in guests:
        builders.member(circle, one)
        says(one, evening, "yes")
    it_is_now(evening)
    return evening, [one.pk for one in guests]


def test_many_presses_are_one_plan_and_one_round() -> None:
    evening, guests = a_full_room(4)
    all_at_once(lambda _press: makes(evening), range(8))
    plan = Plan.objects.get()
    assert plan.participants.count() == 4
    assert plan.rounds.count() == 2
    names = [f"guest{number}" for number in range(4)]
    by_hand(plan, [names[:2], names[2:]], [names[::2], names[1::2]])
    host = evening.host
    assert host is not None

    def press(_number: int) -> None:
        found = Plan.objects.select_related("occasion__gathering__circle").get()
        actions.begin_next(host, found, after=0, at=AT)

    all_at_once(press, range(8))
    assert Round.objects.filter(began_at__isnull=False).count() == 1
    assert Met.objects.count() == 2
    assert len(guests) == 4


def test_people_go_while_groups_are_made_and_begun_and_nobody_waits_for_ever() -> None:
    evening, guests = a_full_room(24)
    host = evening.host
    assert host is not None
    makes(evening)

    def deed(of: tuple[str, int]) -> None:
        what, number = of
        who = Person.objects.get(pk=number)
        found = Plan.objects.select_related("occasion__gathering__circle").get()
        with suppress(actions.Refusal, Changed):
            if what == "no":
                says(who, evening, "no")
            elif what == "forget":
                forget(who.pk, at=AT)
            elif what == "block":
                block(who, Person.objects.get(pk=guests[0]), at=AT)
            elif what == "mix":
                before = feed(found)
                two = tuple(before.people[:2])
                write_down(found, before, dict.fromkeys(before.numbers, (two,)), AT)
            elif what == "come":
                actions.add(host, found, names=[f"Walk-in {number}"], at=AT)
            else:
                actions.begin_next(host, found, after=0, at=AT)

    kinds = ("no", "mix", "forget", "begin", "block", "mix", "come", "begin")
    all_at_once(deed, [(kinds[n % 8], one) for n, one in enumerate(guests[1:] * 2)])
    there = Participant.objects.filter(person__isnull=False)
    assert not there.filter(person__forgotten_at__isnull=False).exists()
    assert Seat.objects.filter(round__began_at=None).count() in (0, 2, 4)
