"""What the validator keeps to itself, and how it agrees with two slower opinions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.solvers.crews.problem import Hosting, Hours, Person, Plan, Problem
from kinweave.solvers.running import Quality
from kinweave.solvers.validators.crews import Rules, Violation, violations
from tests.solvers.crews import by_hand, oracle, strategies
from tests.solvers.crews.summer_time import hours
from tests.solvers.crews.validator.cases import (
    ANA,
    CREW,
    CY,
    EN,
    FIRST,
    PLAN,
    PROBLEM,
    SCORE,
    SEASON,
    WEIGHTS,
    among,
    crew,
)

APART = {
    "who said so": among(ana=replace(ANA, apart=frozenset({"cy"}))),
    "of whom it was said": among(cy=replace(CY, apart=frozenset({"ana"}))),
}
SAYS: dict[str, Callable[[], Plan]] = {
    "is as it was": lambda: PLAN,
    "names no time": lambda: crew(times=()),
    "names a wrong time": lambda: crew(times=(replace(FIRST, if_need_be=("bo",)), FIRST)),
    "says it is worth more": lambda: crew(score=1.0, parts={}),
    "has a language and hosts amiss": lambda: crew(languages=("de",), hosts=()),
    "is unsorted": lambda: crew(members=("cy", "bo", "ana")),
}


@pytest.mark.parametrize("side", APART)
@pytest.mark.parametrize("says", SAYS)
def test_a_pair_apart_looks_just_like_no_common_time_if_a_crew(side: str, says: str) -> None:
    busy = among(cy=replace(CY, hours=Hours(hours("Fri 03:00-04:00"))))
    plan = SAYS[says]()
    found = violations(APART[side], plan)
    assert found == violations(busy, plan)
    assert Violation("cannot_meet", 0, ("ana", "bo", "cy"), {}) in found


@given(strategies.problems(fewest=3, most=5), st.data())
@settings(max_examples=30, deadline=None)
def test_nothing_more_is_said_of_a_pair_apart_whatever_the_crew(
    problem: Problem, data: st.DataObject
) -> None:
    """Everybody's apart against nobody's, with hours taken away instead."""
    keys = sorted(person.key for person in problem.people)
    members = data.draw(st.sets(st.sampled_from(keys), min_size=2))
    plan = replace(PLAN, crews=(replace(CREW, members=tuple(sorted(members))),), unplaced=())
    enemies = tuple(
        replace(person, apart=frozenset(members) - {person.key}, wishes=frozenset())
        for person in problem.people
    )
    strangers = tuple(
        replace(person, apart=frozenset(), hours=Hours(), wishes=frozenset())
        for person in problem.people
    )
    found = violations(replace(problem, people=enemies), plan)
    assert found == violations(replace(problem, people=strangers), plan)
    assert [one.kind for one in found].count("cannot_meet") == 1


@given(strategies.problems(fewest=2, most=4), st.data())
@settings(max_examples=30, deadline=None)
def test_common_times_are_those_found_minute_by_minute(
    problem: Problem, data: st.DataObject
) -> None:
    keys = sorted(person.key for person in problem.people)
    members = data.draw(st.sets(st.sampled_from(keys), min_size=2))
    assert Rules(problem).starts(members) == {
        common.series.starts[0]: not common.if_need_be
        for common in by_hand.common_times(problem, members)
    }


@given(strategies.problems(fewest=2, most=6))
@settings(max_examples=20, deadline=None)
def test_the_best_of_all_plans_keeps_every_rule(problem: Problem) -> None:
    objective, crews = oracle.best_crews(problem)
    plan = by_hand.plan_of(problem, crews)
    quality = Quality(objective, bound=objective, proven=True)
    assert violations(problem, replace(plan, quality=quality)) == ()


def test_the_best_of_all_plans_is_the_one_found_by_hand() -> None:
    # Four who could meet as one crew of four, worth less a head than the target of two each.
    everybody = tuple(
        Person(key, "Africa/Lagos", Hours(hours("Tue 18:00-19:00")), EN, host=Hosting.YES)
        for key in ("ana", "bo", "cy", "dee")
    )
    friends = tuple(
        replace(person, wishes=frozenset({wish}))
        for person, wish in zip(everybody, ("cy", "dee", "ana", "bo"), strict=True)
    )
    problem = Problem(friends, replace(SEASON, target=2), weights=WEIGHTS)
    objective, crews = oracle.best_crews(problem)
    assert crews == (("ana", "cy"), ("bo", "dee"))
    time = 1 - 2**-0.5
    assert objective == pytest.approx(4 * (0.25 * time + 0.15 + 0.10 + 0.10 + 0.10), abs=1e-12)


def test_the_oracle_leaves_out_whom_it_must() -> None:
    assert oracle.best(PROBLEM) == pytest.approx(3 * SCORE, abs=1e-12)
    assert oracle.best(Problem((), SEASON)) == 0
    with pytest.raises(ValueError, match="9 people"):
        oracle.best(Problem(tuple(replace(ANA, key=str(n)) for n in range(9)), SEASON))
