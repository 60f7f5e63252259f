"""Many answer at the same second: no answer is lost, and each crew begins once. With a hundred it
is asked by ``bin/bench --only races``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from kinweave.circles.models import Standing
from tests import builders
from tests.copies import FILE
from tests.crowd import on_a_file
from tests.gatherings.test_races import all_at_once
from tests.weaving.doing import a_season, members, proposed_by_hand

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, FIVE = 20, 5


def proposed_to(people: int) -> tuple[int, list[int]]:
    """A season, and so many people, to each of whom a crew of five is proposed."""
    steward, circle = builders.person("Stella"), builders.circle()
    builders.member(circle, steward, Standing.PARTNER)
    season, guests = a_season(steward, circle), members(circle, people)
    crews = [guests[first : first + FIVE] for first in range(0, people, FIVE)]
    proposed_by_hand(steward, season, crews)
    return season.pk, [one.pk for one in guests]


def test_twenty_answers_in_one_second_are_all_kept(tmp_path: Path, copied: str) -> None:
    from tests.weaving import racing

    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        told, answers, begun = on_a_file(tmp_path, "tests.weaving.racing", PEOPLE)
    else:
        season, guests = proposed_to(PEOPLE)
        told = all_at_once(partial(racing.answer, season), guests)
        answers, begun = racing.outcome()
    assert set(told) == {"kept"}
    assert (len(told), answers, begun) == (PEOPLE, PEOPLE, PEOPLE // FIVE)
