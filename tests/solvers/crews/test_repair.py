"""When somebody declines, few others feel it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.instances import make
from kinweave.solvers.crews.problem import Plan, Problem, ProblemError
from kinweave.solvers.crews.propose import propose
from kinweave.solvers.crews.repair import repair
from kinweave.solvers.running import Allowance
from kinweave.solvers.validators.crews import violations
from tests.solvers.crews.strategies import problems
from tests.solvers.crews.test_propose import QUICK, of


def without(problem: Problem, declined: frozenset[str]) -> Problem:
    return replace(
        problem,
        people=tuple(one for one in problem.people if one.key not in declined),
        calls=tuple(call for call in problem.calls if call.caller not in declined),
    )


def mates(plan: Plan) -> dict[str, set[str]]:
    return {key: set(crew.members) - {key} for crew in plan.crews for key in crew.members}


@settings(max_examples=40)
@given(problems(most=12), st.randoms())
def test_a_repaired_plan_keeps_every_rule(problem: Problem, random: Random) -> None:
    plan = propose(problem, allowance=QUICK)
    keys = [one.key for one in problem.people]
    declined = frozenset(random.sample(keys, random.randrange(len(keys) + 1)))
    repaired = repair(problem, plan, declined=declined)
    assert violations(without(problem, declined), repaired) == ()


def test_few_lose_a_crewmate_and_hardly_anybody_is_left_waiting() -> None:
    stay = parted = waiting = 0
    for seed in (1, 2, 3):
        problem = make(150, seed)
        plan = propose(problem, allowance=Allowance(1.0))
        declined = frozenset(one.key for one in problem.people[seed::21])
        before, after = mates(plan), mates(repair(problem, plan, declined=declined))
        others = set(before) - declined
        stay += len(others)
        parted += sum(not before[key] - declined <= after.get(key, set()) for key in others)
        waiting += len(others - set(after))
    assert parted <= 0.05 * stay
    assert waiting <= 0.02 * stay


def test_nobody_declining_changes_nothing() -> None:
    problem = make(60, 4)
    plan = propose(problem, allowance=Allowance(1.0))
    repaired = repair(problem, plan, declined=frozenset())
    assert {crew.members for crew in plan.crews} <= {crew.members for crew in repaired.crews}


def test_the_two_left_of_three_find_a_place_in_another_crew() -> None:
    problem = of(7)
    plan = propose(problem, allowance=QUICK)
    small = min(plan.crews, key=lambda crew: len(crew.members))
    assert len(small.members) == 3
    repaired = repair(problem, plan, declined=frozenset(small.members[:1]))
    assert repaired.unplaced == ()
    assert [len(crew.members) for crew in repaired.crews] == [6]


def test_a_plan_for_other_people_is_refused() -> None:
    plan = propose(of(4), allowance=QUICK)
    with pytest.raises(ProblemError):
        repair(of(3), plan, declined=frozenset())
