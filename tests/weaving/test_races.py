"""Many answer at the same second: no answer is lost, and each crew begins once. With a hundred it
is asked by ``bin/bench --only races``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from tests.apart import apart, site
from tests.copies import FILE
from tests.gatherings.test_races import all_at_once
from tests.weaving import racing

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 20


def test_twenty_answers_in_one_second_are_all_kept(tmp_path: Path, copied: str) -> None:
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        told, answers, begun = apart(site(tmp_path, copied), racing.race, PEOPLE)
    else:
        season, guests = racing.proposed_to(PEOPLE)
        told = all_at_once(partial(racing.answer, season), guests)
        answers, begun = racing.outcome()
    assert set(told) == {"kept"}
    assert (len(told), answers, begun) == (PEOPLE, PEOPLE, PEOPLE // racing.FIVE)
