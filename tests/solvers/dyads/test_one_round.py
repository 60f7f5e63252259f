"""One round of meetings of two."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.solvers.dyads import Participant, Problem, ProblemError, Round, pair
from kinweave.solvers.dyads.pairing import Effort, one_round
from kinweave.solvers.dyads.tables import burdens, tabulate
from kinweave.solvers.running import Allowance, Cancelled, Progress, Reason
from kinweave.solvers.validators.dyads import violations
from tests.solvers.dyads.gatherings import best_by_hand, company, gatherings, grade

few = settings(deadline=None, max_examples=60)


def who(found: Round) -> list[tuple[str, ...]]:
    return [meeting.members for meeting in (*found.pairs, *found.trios)]


def crowd(people: int, *, met: int = 0, seed: int = 3) -> Problem:
    """People of two tongues who can make some of eight times and have met some others."""
    rng = random.Random(seed)
    keys = [f"p{number:05}" for number in range(people)]
    return Problem(
        tuple(
            Participant(
                key,
                frozenset(rng.choices(["de", "en"], k=2)),
                rng.randrange(1, 256),
                frozenset({rng.choice(keys)} - {key}),
                tuple(
                    (other, rng.randint(1, 9)) for other in rng.sample(keys, met) if other != key
                ),
                rng.choice([None, 1, 2, 3]),
            )
            for key in keys
        )
    )


@few
@given(gatherings(pauses=False), st.integers(0, 3))
def test_a_few_people_have_the_best_round_there_is(problem: Problem, seed: int) -> None:
    found = pair(problem, seed=seed)
    assert violations(problem, found) == ()
    assert grade(problem, who(found)) == best_by_hand(problem)
    assert found.quality.proven
    assert found.quality.bound == found.quality.objective


@few
@given(gatherings(9, pauses=False))
def test_matching_as_it_is_done_for_many_never_says_more_than_is_true(problem: Problem) -> None:
    tables = tabulate(problem, 0)
    found = one_round(
        tables.known(tables.relations),
        np.arange(len(tables.people)),
        burdens(tables.last_trio),
        Effort(Allowance().start(), 10.0),
        small=1,
    )
    groups = [
        tuple(tables.people[row].key for row in group) for group in (*found.pairs, *found.trios)
    ]
    best, ours = best_by_hand(problem), grade(problem, groups)
    assert ours <= best
    assert found.worth == ours[-1] <= found.bound
    if found.proven:
        assert ours == best
    if ours[:-1] == best[:-1]:
        assert best[-1] <= found.bound


@few
@given(gatherings(16), st.integers(0, 5), st.integers(0, 3))
def test_every_round_keeps_the_rules(problem: Problem, number: int, seed: int) -> None:
    assert violations(problem, pair(problem, number=number, seed=seed), number=number) == ()


@few
@given(gatherings(14), st.randoms(use_true_random=False))
def test_the_order_of_the_list_makes_no_difference(problem: Problem, rng: random.Random) -> None:
    people = list(problem.participants)
    rng.shuffle(people)
    assert pair(Problem(tuple(people)), seed=4) == pair(problem, seed=4)


@pytest.mark.parametrize("people", [40, 41, 150, 151])
@pytest.mark.parametrize("met", [0, 30])
def test_a_community_meets_at_its_best(people: int, met: int) -> None:
    problem = crowd(people, met=met)
    found = pair(problem)
    assert violations(problem, found) == ()
    assert found.quality.proven
    assert len(found.trios) == people % 2
    assert found == pair(problem)


def test_people_who_have_all_met_still_have_the_best_round() -> None:
    rng = random.Random(8)
    names = [f"p{number:02}" for number in range(31)]
    problem = Problem(
        tuple(
            Participant(one, met=tuple((two, rng.randint(1, 40)) for two in names if two != one))
            for one in names
        )
    )
    found = pair(problem)
    assert violations(problem, found) == ()
    assert found.quality.proven


def test_thousands_who_cannot_be_matched_exactly_are_close_to_the_bound() -> None:
    problem = crowd(2501, met=20)
    found = pair(problem, allowance=Allowance(seconds=0.1))
    assert violations(problem, found) == ()
    assert found.quality.bound is not None
    assert found.quality.bound * 0.98 < found.quality.objective <= found.quality.bound


def test_nobody_means_no_meetings() -> None:
    found = pair(Problem(()))
    assert (found.pairs, found.trios, found.left_over) == ((), (), ())


def test_one_person_is_told_that_nobody_else_is_here() -> None:
    found = pair(company("a"))
    assert [one.reason for one in found.left_over] == [Reason("nobody_here")]


def test_two_who_keep_apart_are_both_left_over_and_nothing_says_why() -> None:
    apart = Problem((Participant("a", apart=frozenset("b")), Participant("b")))
    found = pair(apart)
    assert [one.key for one in found.left_over] == ["a", "b"]
    assert {one.reason.kind for one in found.left_over} == {"no_room"}


@few
@given(gatherings(9, pauses=False))
def test_reasons_are_the_same_as_if_nobody_had_asked_to_be_apart(problem: Problem) -> None:
    open_ = Problem(tuple(replace(person, apart=frozenset()) for person in problem.participants))
    said = {one.key: one.reason for one in pair(problem).left_over}
    for one in pair(open_).left_over:
        assert said.get(one.key, one.reason) == one.reason


def test_three_people_meet_as_a_trio_if_all_three_share_a_time() -> None:
    assert who(pair(company("abc"))) == [("a", "b", "c")]
    around = (Participant("a", times=3), Participant("b", times=6), Participant("c", times=5))
    found = pair(Problem(around))
    assert len(found.pairs) == len(found.left_over) == 1


def test_three_people_need_one_language_for_all_three() -> None:
    people = tuple(
        Participant(key, frozenset(spoken))
        for key, spoken in (("a", ("de", "en")), ("b", ("en", "fr")), ("c", ("fr", "de")))
    )
    found = pair(Problem(people))
    assert len(found.pairs) == len(found.left_over) == 1


def test_somebody_whom_nobody_asked_for_languages_talks_with_anybody() -> None:
    people = (Participant("a", frozenset({"de"})), Participant("b"), Participant("c"))
    found = pair(Problem(people))
    assert found.trios[0].languages == ("de",)


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (Participant("z", frozenset({"fi"})), Reason("alone_in_language", {"languages": ["fi"]})),
        (Participant("z", times=0), Reason("no_times")),
        (Participant("z", times=1 << 400), Reason("nobody_free")),
    ],
)
def test_who_can_meet_nobody_is_told_why(person: Participant, reason: Reason) -> None:
    others = company("ab", languages=frozenset({"en"}), times=3).participants
    person = replace(person, languages=person.languages or frozenset({"en"}))
    found = pair(Problem((*others, person)))
    assert [(one.key, one.reason) for one in found.left_over] == [("z", reason)]


def test_who_has_a_language_that_few_speak_is_not_left_over_for_others() -> None:
    people = (
        Participant("a", frozenset({"en"})),
        Participant("b", frozenset({"en", "fi"})),
        Participant("c", frozenset({"fi"})),
        Participant("d", frozenset({"en"})),
    )
    assert who(pair(Problem(people))) == [("a", "d"), ("b", "c")]


def test_people_meet_somebody_new_before_somebody_they_know_and_say_so() -> None:
    people = (
        Participant("a", met=(("b", 3),)),
        Participant("b", met=(("a", 2),)),
        Participant("c", met=(("d", 9),)),
        Participant("d"),
    )
    found = pair(Problem(people))
    assert all(meeting.reasons == (Reason("first_meeting"),) for meeting in found.pairs)
    again = pair(Problem(people[:2]))
    assert again.pairs[0].reasons == (Reason("met_ago", {"rounds": 2}),)


def test_who_pauses_is_absent_and_not_left_over() -> None:
    people = (*company("ab").participants, Participant("c", absent=frozenset({1})))
    assert pair(Problem(people), number=0).trios
    later = pair(Problem(people), number=1)
    assert later.absent == ("c",)
    assert who(later) == [("a", "b")]


@pytest.mark.parametrize("count", [5, 7, 9, 13, 15])
def test_nobody_is_the_odd_one_twice_while_others_have_not_been(count: int) -> None:
    people = {f"p{number:02}": Participant(f"p{number:02}") for number in range(count)}
    turns: list[set[str]] = []
    for number in range(count):
        found = pair(Problem(tuple(people.values())), seed=number)
        assert len(found.trios) == 1
        turns.append(set(found.trios[0].members))
        for key, person in people.items():
            since = 1 if key in turns[-1] else person.last_trio and person.last_trio + 1
            people[key] = replace(person, last_trio=since)
    for first, last in pairwise(range(0, count, count // 3)):
        assert len(set().union(*turns[first:last])) == 3 * (last - first)


@pytest.mark.parametrize(
    "people",
    [
        (Participant("a"), Participant("a")),
        (Participant("a", met=(("b", 0),)), Participant("b")),
        (Participant("a", last_trio=0),),
        (Participant("a", times=-1),),
        (Participant("a", apart=frozenset("a")),),
        (Participant("a", absent=frozenset({-1})),),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(people: tuple[Participant, ...]) -> None:
    with pytest.raises(ProblemError) as refused:
        pair(Problem(people))
    assert refused.value.people == ("a",)


def test_progress_rises_and_a_run_can_be_stopped() -> None:
    seen: list[Progress] = []
    pair(crowd(60), allowance=Allowance(progress=seen.append))
    shares = [one.share for one in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    with pytest.raises(Cancelled):
        pair(crowd(60), allowance=Allowance(cancelled=lambda: True))
