"""Many rounds: everybody meets everybody they can."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.solvers.dyads import Participant, Problem, Rotation, rotation
from kinweave.solvers.running import Allowance, Cancelled
from kinweave.solvers.validators.dyads import violations
from tests.solvers.dyads.gatherings import company, gatherings, may_meet

few = settings(deadline=None, max_examples=50)


def most_to_meet(problem: Problem) -> int:
    """How many others the person meets who has the most to meet."""
    people = problem.participants
    return max(
        (sum(may_meet(one, two) for two in people if two is not one) for one in people), default=0
    )


def last_absence(problem: Problem) -> int:
    return max((number for one in problem.participants for number in one.absent), default=-1)


def pairs_of(found: Rotation) -> list[frozenset[str]]:
    """All who meet in pairs, round by round, the hosts of a guest among them."""
    return [
        frozenset(meeting.members) - {meeting.guest or ""}
        for one in found.rounds
        for meeting in (*one.pairs, *one.trios)
    ]


@few
@given(gatherings(13, pauses=False), st.integers(0, 3))
def test_all_who_may_meet_do_so_once_in_one_round_more_than_the_most_at_most(
    problem: Problem, seed: int
) -> None:
    found = rotation(problem, seed=seed)
    assert violations(problem, found, everyone=True) == ()
    met = pairs_of(found)
    assert len(met) == len(set(met))
    assert most_to_meet(problem) <= found.fewest <= len(found.rounds) <= most_to_meet(problem) + 1
    assert found.quality.proven == (len(found.rounds) == found.fewest)


@few
@given(gatherings(11))
def test_who_pauses_meets_everybody_all_the_same(problem: Problem) -> None:
    found = rotation(problem)
    assert violations(problem, found, everyone=True) == ()
    assert len(found.rounds) <= last_absence(problem) + 1 + most_to_meet(problem) + 1


@few
@given(gatherings(11), st.integers(0, 16), st.integers(0, 3))
def test_nobody_meets_twice_before_all_have_met_in_however_many_rounds(
    problem: Problem, rounds: int, seed: int
) -> None:
    enough = rounds > last_absence(problem) + 1 + most_to_meet(problem)
    found = rotation(problem, rounds=rounds, seed=seed)
    assert len(found.rounds) == rounds
    assert violations(problem, found, everyone=enough) == ()


@few
@given(gatherings(12), st.randoms(use_true_random=False))
def test_the_order_of_the_list_makes_no_difference(problem: Problem, rng: random.Random) -> None:
    people = list(problem.participants)
    rng.shuffle(people)
    assert rotation(Problem(tuple(people)), seed=2) == rotation(problem, seed=2)


@few
@given(gatherings(14, pauses=False))
def test_without_time_to_match_colouring_alone_is_as_good_as_promised(problem: Problem) -> None:
    found = rotation(problem, allowance=Allowance(seconds=0.0))
    assert violations(problem, found, everyone=True) == ()
    assert len(found.rounds) <= most_to_meet(problem) + 1


@pytest.mark.parametrize("count", [2, 3, 4, 7, 12, 13, 40, 41])
def test_people_with_no_reason_not_to_meet_need_as_few_rounds_as_can_be(count: int) -> None:
    problem = Problem(tuple(Participant(f"p{number:02}") for number in range(count)))
    found = rotation(problem)
    assert violations(problem, found, everyone=True) == ()
    assert len(found.rounds) == found.fewest == count - 1 + count % 2
    assert found.quality.proven
    assert found.quality.objective == count * (count - 1) / 2


@pytest.mark.parametrize("count", [5, 7, 11, 13])
def test_everybody_is_a_guest_once_where_one_is_always_left_over(count: int) -> None:
    found = rotation(Problem(tuple(Participant(f"p{number:02}") for number in range(count))))
    guests = [meeting.guest for one in found.rounds for meeting in one.trios]
    assert sorted(map(str, guests)) == [f"p{number:02}" for number in range(count)]
    assert not any(one.left_over for one in found.rounds)


def test_many_people_who_cannot_all_meet_are_dealt_out_to_rounds() -> None:
    rng = random.Random(6)
    problem = Problem(
        tuple(Participant(f"p{number:03}", times=rng.randrange(1, 64)) for number in range(120))
    )
    for seconds in (0.0, 10.0):
        found = rotation(problem, allowance=Allowance(seconds=seconds))
        assert violations(problem, found, everyone=True) == ()
        assert len(found.rounds) <= most_to_meet(problem) + 1


def test_two_circles_who_share_no_language_meet_side_by_side() -> None:
    people = (
        *company("abcdef", languages=frozenset({"de"})).participants,
        *company("uvwx", languages=frozenset({"fr"})).participants,
    )
    found = rotation(Problem(people))
    assert len(found.rounds) == 5
    assert len(set(pairs_of(found))) == 15 + 6


def test_once_all_have_met_they_meet_again_in_the_same_turn() -> None:
    found = rotation(company("abcdef"), rounds=10)
    first, second = found.rounds[:5], found.rounds[5:]
    assert [[one.members for one in each.pairs] for each in first] == [
        [one.members for one in each.pairs] for each in second
    ]
    assert {
        reason.values["rounds"]
        for one in second
        for meeting in one.pairs
        for reason in meeting.reasons
    } == {5}


def test_those_who_have_met_before_meet_later() -> None:
    names = "abcdef"
    past = {frozenset(two) for two in (("a", "b"), ("c", "d"), ("e", "f"))}
    problem = Problem(
        tuple(
            Participant(one, met=tuple((two, 1) for two in names if frozenset((one, two)) in past))
            for one in names
        )
    )
    found = rotation(problem, rounds=4)
    assert not past.intersection(pairs_of(found))
    assert past <= set(pairs_of(rotation(problem)))


def test_who_comes_later_catches_up() -> None:
    people = (*company("abc").participants, Participant("d", absent=frozenset({0, 1})))
    found = rotation(Problem(people))
    assert {frozenset(two) for two in combinations("abcd", 2)} == set(pairs_of(found))
    assert [one.absent for one in found.rounds[:3]] == [("d",), ("d",), ()]


def test_nobody_one_person_and_two_who_keep_apart_have_no_rounds() -> None:
    apart = Problem((Participant("a", apart=frozenset("b")), Participant("b")))
    for problem in (Problem(()), company("a"), apart):
        assert rotation(problem).rounds == ()
        empty = rotation(problem, rounds=2)
        assert violations(problem, empty) == ()
        assert [one.pairs for one in empty.rounds] == [(), ()]


def test_fewer_than_no_rounds_are_refused_and_a_run_can_be_stopped() -> None:
    with pytest.raises(ValueError, match="negative"):
        rotation(company("ab"), rounds=-1)
    asked = iter([False, False, False])
    with pytest.raises(Cancelled):
        rotation(company("abcdef"), allowance=Allowance(cancelled=lambda: next(asked, True)))
