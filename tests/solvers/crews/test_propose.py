"""What is proposed to people keeps every rule, is as good as can be, and keeps what is private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.instances import make
from kinweave.solvers.crews.problem import Hours, Person, Plan, Problem, ProblemError, Season
from kinweave.solvers.crews.propose import explain, propose
from kinweave.solvers.running import Allowance, Cancelled, Progress
from kinweave.solvers.validators.crews import violations
from tests.solvers.crews.oracle import best
from tests.solvers.crews.strategies import problems

EVENINGS = Hours(free=tuple((day * 1440 + 18 * 60, day * 1440 + 21 * 60) for day in range(5)))
SEASON = Season(date(2027, 3, 1))
QUICK = Allowance(seconds=0.3)


def person(key: str, **more: object) -> Person:
    given = {"zone": "Europe/Vienna", "hours": EVENINGS, "languages": frozenset({"en"}), **more}
    return Person(key, **given)


def of(people: int, **more: object) -> Problem:
    return Problem(tuple(person(f"p{n}", **more) for n in range(people)), SEASON)


def said(plan: Plan) -> list[object]:
    """Everything that a plan says in reasons."""
    return [
        *((crew.members, crew.reasons) for crew in plan.crews),
        *((one.key, one.reason, one.would_help) for one in plan.unplaced),
    ]


@settings(max_examples=60)
@given(problems(most=8))
def test_small_groups_get_the_best_plan_there_is(problem: Problem) -> None:
    plan = propose(problem, allowance=QUICK)
    assert violations(problem, plan) == ()
    assert plan.quality.objective == pytest.approx(best(problem), abs=1e-6)


@settings(max_examples=40)
@given(problems(most=12))
def test_no_plan_is_better_than_its_bound(problem: Problem) -> None:
    plan = propose(problem, allowance=QUICK)
    assert violations(problem, plan) == ()
    assert plan.quality.bound is None or plan.quality.bound >= plan.quality.objective - 1e-6


@settings(max_examples=30)
@given(problems(most=10), st.integers(0, 3), st.randoms())
def test_the_order_in_which_people_answered_does_not_matter(
    problem: Problem, seed: int, random: Random
) -> None:
    people = list(problem.people)
    random.shuffle(people)
    shuffled = replace(problem, people=tuple(people))
    one, two = (propose(each, seed=seed, allowance=QUICK) for each in (problem, shuffled))
    assert one == two


@pytest.mark.parametrize("people", [60, 400])
def test_the_same_seed_gives_the_same_plan(people: int) -> None:
    problem = make(people, 3)
    one, two = (propose(problem, seed=7, allowance=QUICK) for _ in range(2))
    assert one == two
    assert violations(problem, one) == ()


def test_sixty_people_get_a_plan_that_is_proven_best() -> None:
    plan = propose(make(60, 1), allowance=Allowance(1.0))
    assert plan.quality.proven
    assert plan.quality.gap == 0.0
    assert plan.quality.bound == plan.quality.objective


def test_many_people_are_placed_by_blocks_and_keep_every_rule() -> None:
    problem = make(1600, 1)
    plan = propose(problem, allowance=Allowance(0.5))
    assert violations(problem, plan) == ()
    assert len(plan.unplaced) < 0.1 * len(problem.people)


def test_nobody_is_placed_with_somebody_they_asked_not_to_be_with() -> None:
    people = tuple(person(f"p{n}", apart=frozenset({f"p{5 - n}"})) for n in range(6))
    plan = propose(Problem(people, SEASON), allowance=QUICK)
    assert [len(crew.members) for crew in plan.crews] == [3, 3]
    for crew in plan.crews:
        assert not any(f"p{5 - int(key[1:])}" in crew.members for key in crew.members)


@settings(max_examples=40)
@given(problems(most=9, fewest=2))
def test_reasons_know_nothing_of_who_would_rather_not_be_with_whom(problem: Problem) -> None:
    plan = propose(problem, allowance=QUICK)
    open_minded = replace(
        problem, people=tuple(replace(one, apart=frozenset()) for one in problem.people)
    )
    from kinweave.solvers.crews.propose import as_plan
    from kinweave.solvers.crews.tables import tabulate

    tables = tabulate(open_minded)
    index = {one.key: row for row, one in enumerate(tables.people)}
    crews = [[index[key] for key in crew.members] for crew in plan.crews]
    assert said(as_plan(tables, crews, Allowance().start(), 0)) == said(plan)


def test_a_person_never_shows_whom_they_would_rather_not_be_with() -> None:
    assert "zoe" not in repr(person("ana", apart=frozenset({"zoe"})))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"hours": Hours()}, "no_hours"),
        ({"hours": Hours(free=((600, 660),))}, "hours_too_short"),
        ({"languages": frozenset()}, "no_language"),
        ({"languages": frozenset({"eu"})}, "alone_in_language"),
        ({"hours": Hours(free=((3 * 60, 5 * 60),))}, "nobody_free"),
    ],
)
def test_somebody_without_a_crew_is_told_why(changes: dict[str, object], kind: str) -> None:
    problem = of(5)
    problem = replace(problem, people=(*problem.people, person("una", **changes)))
    plan = propose(problem, allowance=QUICK)
    assert [one.key for one in plan.unplaced] == ["una"]
    assert plan.unplaced[0].reason.kind == kind
    assert plan.unplaced[0].would_help[-1].kind == "next_season"


def test_hours_that_would_help_are_in_the_persons_own_clock() -> None:
    problem = of(4)
    una = person("una", zone="Asia/Tokyo", hours=Hours(free=((600, 720),)))
    plan = propose(replace(problem, people=(*problem.people, una)), allowance=QUICK)
    helps = next(one for one in plan.unplaced[0].would_help if one.kind == "hours")
    first = plan.crews[0].times[0].series.starts[0]
    start = (first.weekday() * 1440 + first.hour * 60 + first.minute + 9 * 60) % 10080
    assert [start, start + 90] in helps.values["ranges"]
    assert helps.values["crews"] == 1


def test_a_caller_gets_those_who_wish_to_join() -> None:
    from kinweave.solvers.crews.problem import Call

    problem = of(9)
    people = tuple(
        replace(one, call="bread") if one.key in {"p0", "p3", "p6", "p8"} else one
        for one in problem.people
    )
    plan = propose(
        replace(problem, people=people, calls=(Call("bread", "p3", 4, 4),)), allowance=QUICK
    )
    crew = next(crew for crew in plan.crews if crew.call == "bread")
    assert crew.members == ("p0", "p3", "p6", "p8")


def test_everybody_can_ask_why_they_are_where_they_are() -> None:
    problem = of(6)
    lone = person("una", languages=frozenset({"eu"}))
    problem = replace(problem, people=(*problem.people, lone))
    plan = propose(problem, allowance=QUICK)
    assert explain(problem, plan, "p0") == plan.crews[0].reasons
    assert explain(problem, plan, "una")[0].kind == "alone_in_language"
    with pytest.raises(KeyError):
        explain(problem, plan, "nobody")


def test_nobody_gets_an_empty_plan() -> None:
    plan = propose(Problem((), SEASON))
    assert (plan.crews, plan.unplaced, plan.quality.proven) == ((), (), True)


def test_one_person_is_left_without_a_crew_and_without_an_error() -> None:
    plan = propose(of(1))
    assert plan.crews == ()
    assert plan.quality.proven
    assert [one.key for one in plan.unplaced] == ["p0"]


@pytest.mark.parametrize(
    "problem",
    [
        Problem((person("ana"), person("ana")), SEASON),
        replace(of(3), season=replace(SEASON, smallest=5, largest=4)),
        replace(of(3), season=replace(SEASON, meetings=0)),
    ],
    ids=["the same key twice", "sizes that fall", "no meeting"],
)
def test_a_problem_that_contradicts_itself_is_refused(problem: Problem) -> None:
    with pytest.raises(ProblemError):
        propose(problem)


def test_a_run_can_be_watched_and_stopped() -> None:
    seen: list[Progress] = []
    propose(make(60, 2), allowance=Allowance(0.5, progress=seen.append))
    shares = [each.share for each in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    with pytest.raises(Cancelled):
        propose(make(60, 2), allowance=Allowance(0.5, cancelled=lambda: len(seen) > 0))


def test_a_run_out_of_patience_still_gives_crews_that_keep_every_rule() -> None:
    ticks = iter(range(10_000_000))
    problem = make(150, 1)
    plan = propose(problem, allowance=Allowance(0.5, clock=lambda: float(next(ticks))))
    assert plan.quality.cut_short
    assert violations(problem, plan) == ()
