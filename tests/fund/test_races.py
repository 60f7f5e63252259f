"""Many at once at one fund: what was said stands there once, nothing stays in what is closed, and
whoever was told that they come does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.apart import apart, site
from tests.copies import FILE
from tests.fund import racing
from tests.gatherings.test_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
Stands = dict[str, list[Any]]


def raced(what: str, tmp_path: Path, copied: str) -> tuple[list[int], list[str], Stands]:
    """What was asked, what each was told, and what stands there."""
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        asked, said, stands = apart(site(tmp_path, copied), racing.race, what)
        return asked, said, stands
    asked = racing.set_up(what)
    said = [one for do in racing.doing(what) for one in all_at_once(do, asked)]
    return asked, said, racing.as_it_stands()


@pytest.mark.parametrize("_round", range(2))
def test_each_amount_that_was_said_stands_there_once_and_the_last_of_them_is_given(
    _round: int, tmp_path: Path, copied: str
) -> None:
    amounts, said, stands = raced("changed", tmp_path, copied)
    assert Counter(said) == {"noted": 2 * len(amounts)}
    dan = [row[2:] for row in stands["given"] if row[0] == "Dan Dove"]
    assert sorted(amount for amount, _since, _until in dan) == amounts
    assert [until for _amount, _since, until in dan[:-1]] == [since for _a, since, _u in dan[1:]]
    assert dan[-1][2] == "", "one amount is given, and no other"
    cleo = [row[2:] for row in stands["given"] if row[0] == "Cleo Crab"]
    assert sorted(amount for amount, _s, _u in cleo) == [one for one in amounts if one % 10]
    assert sum(not until for _amount, _since, until in cleo) <= 1


@pytest.mark.parametrize("_round", range(2))
def test_whoever_stops_while_they_answer_comes_or_is_told_that_it_is_for_those_who_give(
    _round: int, tmp_path: Path, copied: str
) -> None:
    asked, said, stands = raced("answered", tmp_path, copied)
    answers = {number: told for number, told in zip(asked, said, strict=True) if number > 0}
    assert set(answers.values()) <= {"yes", "not enough"}
    assert dict(stands["coming"]) == {who: "yes" for who, told in answers.items() if told == "yes"}
    assert len(stands["given"]) == len(answers)
    assert all(until for *_row, until in stands["given"]), "each of them stopped"


@pytest.mark.parametrize("_round", range(2))
def test_whoever_gives_while_the_fund_is_closed_is_told_and_nothing_is_given_to_it_then(
    _round: int, tmp_path: Path, copied: str
) -> None:
    asked, said, stands = raced("closed", tmp_path, copied)
    told = dict(zip(asked, said, strict=True))
    assert told.pop(0) == "ended"
    assert set(told.values()) <= {"noted", "closed"}
    noted = sorted(who for who, words in told.items() if words == "noted")
    assert sorted(who for _name, who, *_row in stands["given"]) == noted
    assert all(until for *_row, until in stands["given"])
    assert sorted(stands["letters"]) == noted, "who gave may have a standing order"
