"""Twenty at once: one place on a board is one, and so is a slot, and a turn at a clinic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from kinweave.access import NotAllowed
from kinweave.bringing import actions, refusals
from kinweave.bringing.models import Case, Request, Slots, Turn
from kinweave.circles.actions import leave
from kinweave.people.models import Person
from tests.apart import apart, site
from tests.bringing import racing
from tests.copies import FILE
from tests.gatherings import cast

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, PLACES = 20, 3


def all_at_once(do: Callable[[Any], str], things: Sequence[Any]) -> list[str]:
    """Ten at a time, a connection each."""

    def alone(thing: Any) -> str:
        try:
            return do(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        return list(threads.map(alone, things))


def test_as_many_get_a_place_as_there_are_however_many_press_at_once(
    tmp_path: Path, copied: str
) -> None:
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        guests, told, stands = apart(site(tmp_path, copied), racing.race, PEOPLE)
    else:
        _call, guests = racing.a_full_house(PEOPLE)
        told = [
            said
            for do in (racing.put, racing.take_next, racing.choose)
            for said in all_at_once(do, guests)
        ]
        stands = racing.as_it_stands()
    assert Counter(told) == {
        "put": 1, "taken": PEOPLE - 1,
        "scheduled": PLACES, "chosen": PLACES, "full": 2 * (PEOPLE - PLACES),
    }  # fmt: skip
    by_place = [tuple(one) for one in stands["scheduled"]]
    assert by_place == [(guests[number], number + 1) for number in range(PLACES)], "in their order"
    assert sorted(place for _who, place in stands["chosen"]) == [1, 2, 3]
    assert len({who for who, _place in stands["chosen"]}) == PLACES
    assert len(stands["put"]) == 1


only_a_server = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one write at a time: see the test above"
)


@only_a_server
def test_people_leave_while_they_are_given_dates_and_nobody_waits_for_ever() -> None:
    call, guests = racing.a_full_house(PEOPLE)
    host = call.host
    assert host is not None
    for number in guests:
        cast.says(Person.objects.get(pk=number), call, "yes")
    slots = Slots.objects.select_related("gathering__circle").get()

    def one_of(deed: tuple[str, int]) -> str:
        what, number = deed
        who = Person.objects.get(pk=number)
        with suppress(refusals.Refusal, NotAllowed):
            if what == "leave":
                leave(who, call.circle, at=timezone.now())
            elif what == "not there":
                mine = Request.objects.filter(person=who).select_related("slots").first()
                if mine:
                    actions.change_request(who, mine, title="x", not_on=[cast.date_of(call)])
            elif what == "choose":
                assert racing.choose(number) in {"chosen", "full"}
            elif asked := Request.objects.filter(person=who).first():
                actions.schedule(host, asked, cast.date_of(call), at=timezone.now())
                actions.put_back(host, asked, at=timezone.now())
        return what

    deeds = ("not there", "schedule", "choose", "leave")
    told = all_at_once(
        one_of, [(what, who) for who in guests for what in deeds if who % 2 or what != "leave"]
    )
    assert set(told) == set(deeds)
    stayed = {who for who in guests if not who % 2}
    assert set(slots.requests.values_list("person", flat=True)) == stayed
    assert set(Case.objects.values_list("person", flat=True)) == stayed
    assert not Turn.objects.exists()
