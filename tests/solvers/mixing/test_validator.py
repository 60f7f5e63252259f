"""A plan that breaks a rule is found out, whichever rule it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinweave.solvers.mixing import Group, MixingPlan, Participant, Problem, Round
from kinweave.solvers.running import Quality
from kinweave.solvers.validators.mixing import violations

A, B, C, D, E = (Participant(key) for key in "abcde")
FOUR = Problem((A, B, C, D), 2, (2,))


def planned(*rounds: str, objective: float, bound: float = 99, proven: bool = False) -> MixingPlan:
    """Rounds written as ``ab cd|e``: two groups, and e sits out."""
    return MixingPlan(
        tuple(
            Round(
                tuple(Group(tuple(group)) for group in one.partition("|")[0].split()),
                tuple(one.partition("|")[2]),
            )
            for one in rounds
        ),
        Quality(objective, bound, proven),
        seed=0,
    )


def kinds(problem: Problem, plan: MixingPlan) -> list[str]:
    return [violation.kind for violation in violations(problem, plan)]


def test_a_good_plan_breaks_no_rule() -> None:
    assert kinds(FOUR, planned("ab cd", "ac bd", objective=4)) == []


@pytest.mark.parametrize(
    ("problem", "plan", "broken"),
    [
        (FOUR, planned("ab cd", objective=2), ["rounds"]),
        (FOUR, planned("ab cd", "ac b", objective=3), ["forgotten", "size"]),
        (FOUR, planned("ab cd", "ac bd|e", objective=4), ["stranger"]),
        (FOUR, planned("ab cd", "ac bd|d", objective=4), ["twice"]),
        (FOUR, planned("ab cd", "abc|d", objective=3), ["size"]),
        (FOUR, planned("ab cd", "ac bd", objective=5), ["objective"]),
        (FOUR, planned("ab cd", "ac bd", objective=4, bound=3), ["bound"]),
        (FOUR, planned("ab cd", "ac bd", objective=4, proven=True), ["bound"]),
    ],
)
def test_each_broken_rule_is_named(problem: Problem, plan: MixingPlan, broken: list[str]) -> None:
    assert kinds(problem, plan) == broken


def test_somebody_in_a_group_who_is_not_there_in_that_round_is_a_stranger() -> None:
    problem = Problem((A, B, C, replace(D, absent=frozenset({1}))), 2, (2,))
    assert kinds(problem, planned("ab cd", "ac bd", objective=4)) == ["stranger"]


def test_people_apart_are_reported_like_people_without_a_language() -> None:
    apart = Problem((replace(A, apart=frozenset("b")), B, C, D), 1, (2,))
    mute = Problem((replace(A, languages=frozenset({"fi"})), B, C, D), 1, (2,))
    mute = replace(
        mute, participants=(*mute.participants[:1], replace(B, languages=frozenset({"sv"})), C, D)
    )
    plan = planned("ab cd", objective=2)
    assert violations(apart, plan) == violations(mute, plan)
    assert kinds(apart, plan) == ["cannot_be"]


def test_a_group_says_all_languages_that_it_shares_and_no_other() -> None:
    problem = Problem(tuple(replace(p, languages=frozenset({"de", "en"})) for p in (A, B)), 1, (2,))
    plan = planned("ab", objective=1)
    assert kinds(problem, plan) == ["languages"]
    said = replace(plan, rounds=(Round((Group(("a", "b"), ("de", "en")),)),))
    assert kinds(problem, said) == []


def test_the_same_person_may_not_sit_out_twice_while_another_never_does() -> None:
    problem = Problem((A, B, C, D, E), 2, (2,))
    assert "unfair" in kinds(problem, planned("ab cd|e", "ac bd|e", objective=4))
    assert kinds(problem, planned("ab cd|e", "ac be|d", objective=4)) == []


def test_an_earlier_meeting_counts_and_a_third_costs_two() -> None:
    met = Problem((replace(A, met=frozenset("b")), B), 2, (2,))
    assert kinds(met, planned("ab", "ab", objective=-3)) == []
    again = Problem((A, B), 3, (2,))
    assert kinds(again, planned("ab", "ab", "ab", objective=-2)) == []
