"""Thirty at once on four beds: four sleep there, and nobody else lost anything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from kinweave.people.models import Person
from kinweave.retreats import actions
from kinweave.retreats.models import Price
from kinweave.retreats.refusals import NotOffered
from tests.apart import apart, site
from tests.copies import FILE
from tests.gatherings.cast import Cast
from tests.gatherings.test_races import all_at_once, only_a_server
from tests.retreats import racing
from tests.retreats.cast import mill

pytestmark = pytest.mark.django_db(transaction=True)
BEDS, PEOPLE = 4, 30


@pytest.mark.parametrize("_round", range(2))
def test_four_beds_are_four_beds_however_many_take_one_at_once(
    _round: int, tmp_path: Path, copied: str
) -> None:
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        told, beds, seats = apart(site(tmp_path, copied), racing.race, BEDS, PEOPLE)
    else:
        told = all_at_once(racing.take, racing.set_up(BEDS, PEOPLE))
        beds, seats = racing.as_it_stands()
    assert Counter(told) == {"bed": BEDS, "full": PEOPLE - BEDS}
    assert len(beds) == BEDS
    assert seats == beds, "who found no bed was given no seat without one"


@only_a_server
def test_a_price_is_taken_off_while_people_choose_it_and_each_owes_it_or_is_told(
    cast: Cast,
) -> None:
    retreat = mill(cast, free=True)
    people = [cast.ben, cast.cleo, cast.dan, cast.stella]
    for _round in range(6):
        price = actions.put_price(cast.ada, retreat, name="Early", amount=9_000)

        def one_of(who: Person, price: Price = price) -> str:
            if who == cast.ada:
                actions.remove_price(who, price)
                return "off"
            try:
                actions.book(who, retreat, price=price, at=timezone.now())
            except NotOffered:
                return "told"
            return "owes"

        told = all_at_once(one_of, [*people[:2], cast.ada, *people[2:]])
        assert set(told) <= {"off", "told", "owes"}
        assert told.count("off") == 1
    assert not Price.objects.filter(name="Early").exists()
