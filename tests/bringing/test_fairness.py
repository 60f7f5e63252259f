"""Whose case is next: fewest turns, then longest wait, then the lot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.bringing.fairness import Waiting, in_turn

pytestmark = pytest.mark.once

MORNING = datetime(2027, 3, 1, 9, tzinfo=UTC)
people = st.lists(
    st.builds(
        Waiting,
        person=st.integers(1, 40),
        turns=st.integers(0, 3),
        since=st.integers(0, 3).map(lambda days: MORNING + timedelta(days=days)),
    ),
    unique_by=lambda one: one.person,
    max_size=12,
)


@settings(max_examples=30)
@given(people, st.randoms(use_true_random=False), st.text(max_size=5))
def test_whoever_is_asked_first_or_last_makes_no_difference(
    waiting: list[Waiting], random: Random, seed: str
) -> None:
    other = [*waiting]
    random.shuffle(other)
    assert in_turn(waiting, seed=seed) == in_turn(other, seed=seed)


@settings(max_examples=30)
@given(people, st.text(max_size=5))
def test_nobody_comes_before_one_who_had_fewer_turns_or_as_many_and_waits_longer(
    waiting: list[Waiting], seed: str
) -> None:
    found = in_turn(waiting, seed=seed)
    assert sorted(one.person for one in found) == sorted(one.person for one in waiting)
    keys = [(one.turns, one.since) for one in found]
    assert keys == sorted(keys)


def test_the_lot_falls_on_everybody_when_all_else_is_equal() -> None:
    waiting = [Waiting(person, 0, MORNING) for person in range(1, 6)]
    first = {in_turn(waiting, seed=f"date {number}")[0].person for number in range(60)}
    assert first == {1, 2, 3, 4, 5}
