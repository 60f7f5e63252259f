"""Rounds of equal groups in which no two people meet twice."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from kinweave.solvers.mixing import Participant, Problem, plan
from kinweave.solvers.mixing.designs import design
from kinweave.solvers.mixing.fields import field, prime_power
from kinweave.solvers.mixing.starters import STARTERS
from kinweave.solvers.validators.mixing import violations

KNOWN = {
    3: {3: 4},
    4: {3: 4, 4: 5},
    5: {3: 7, 4: 5, 5: 6},
    6: {3: 8, 4: 7, 5: 6, 6: 3},
    7: {3: 10, 4: 9, 5: 7, 6: 7, 7: 8},
    8: {3: 11, 4: 10, 5: 8, 6: 8, 7: 8, 8: 9},
    9: {3: 13, 4: 11, 5: 9, 6: 9, 7: 9, 8: 9, 9: 10},
    10: {3: 14, 4: 13, 5: 10, 6: 8, 7: 8, 8: 8, 9: 5, 10: 4},
}
CELLS = [(groups, size, rounds) for groups, row in KNOWN.items() for size, rounds in row.items()]


def meets_twice(rounds: np.ndarray) -> int:
    pairs = [tuple(sorted(pair)) for group in rounds.reshape(-1, rounds.shape[2]).tolist()
             for pair in combinations(group, 2)]  # fmt: skip
    return len(pairs) - len(set(pairs))


@pytest.mark.parametrize(("groups", "size", "rounds"), CELLS)
def test_nobody_meets_anybody_twice_for_as_long_as_is_known_to_be_possible(
    groups: int, size: int, rounds: int
) -> None:
    problem = Problem(tuple(Participant(f"p{i:03}") for i in range(groups * size)), rounds, (size,))
    found = plan(problem)
    assert violations(problem, found) == ()
    assert [r.kind for r in found.reasons] == ["new_pairs"]
    assert found.quality.proven


@pytest.mark.parametrize("groups", range(1, 31))
@pytest.mark.parametrize("size", range(2, 8))
def test_every_design_seats_everybody_once_a_round_and_repeats_no_pair(
    groups: int, size: int
) -> None:
    rounds = design(groups, size, 100)
    assert rounds.shape[1:] == (groups, size)
    for one in rounds:
        assert sorted(one.ravel().tolist()) == list(range(groups * size))
    assert meets_twice(rounds) == 0


@pytest.mark.parametrize(("groups", "size"), sorted(STARTERS))
def test_every_starter_is_worth_keeping(groups: int, size: int) -> None:
    assert len(design(groups, size, 100)) == KNOWN[groups][size]


@pytest.mark.parametrize(("missing", "rounds"), [(1, 10), (2, 10), (3, 4)])
def test_a_few_people_missing_leave_the_others_with_somebody_new_in_every_round(
    missing: int, rounds: int
) -> None:
    people = tuple(Participant(f"p{i:03}") for i in range(32 - missing))
    problem = Problem(people, rounds, (4, 3))
    found = plan(problem)
    assert violations(problem, found) == ()
    assert found.quality.proven
    assert [r.kind for r in found.reasons] == ["new_pairs"]


@pytest.mark.parametrize("q", [2, 3, 4, 5, 7, 8, 9, 16, 25, 27, 49, 64])
def test_a_field_adds_and_multiplies_as_fields_do(q: int) -> None:
    plus, times = field(q).plus, field(q).times
    everything = np.arange(q)
    for table in (plus, times):
        assert (table == table.T).all()
        assert (
            table[table[:, :, None], everything] == table[everything[:, None, None], table]
        ).all()
    assert (plus[0] == everything).all()
    assert (times[1] == everything).all()
    assert (times[0] == 0).all()
    left = times[:, plus]
    assert (left == plus[times[:, :, None], times[:, None, :]]).all()
    assert all(sorted(row) == everything.tolist() for row in times[1:].tolist())
    assert sorted(field(q).powers.tolist()) == everything[1:].tolist()


def test_there_are_fields_of_prime_powers_only() -> None:
    assert [q for q in range(1, 28) if prime_power(q)] == [
        2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="6"):
        field(6)
