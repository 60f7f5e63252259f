"""Thirty at once on four beds: four sleep there, and nobody else lost anything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from tests.copies import FILE
from tests.crowd import on_a_file
from tests.gatherings.test_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
BEDS, PEOPLE = 4, 30


@pytest.mark.parametrize("_round", range(2))
def test_four_beds_are_four_beds_however_many_take_one_at_once(
    _round: int, tmp_path: Path, copied: str
) -> None:
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        told, beds, seats = on_a_file(tmp_path, "tests.retreats.racing", BEDS, PEOPLE)
    else:
        from tests.retreats.racing import as_it_stands, set_up, take

        told = all_at_once(take, set_up(BEDS, PEOPLE))
        beds, seats = as_it_stands()
    assert Counter(told) == {"bed": BEDS, "full": PEOPLE - BEDS}
    assert len(beds) == BEDS
    assert seats == beds, "who found no bed was given no seat without one"
