"""What a gathering can count on when it mixes, whoever comes and whatever they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.solvers.mixing import (
    Group,
    MixingPlan,
    Participant,
    Problem,
    ProblemError,
    Round,
    plan,
)
from kinweave.solvers.running import Allowance, Cancelled, Progress, Quality
from kinweave.solvers.validators.mixing import violations

QUICK = Allowance(seconds=0.005)


def people(count: int, **said: object) -> tuple[Participant, ...]:
    return tuple(Participant(f"p{i:04}", **said) for i in range(count))


@st.composite
def gatherings(draw: st.DrawFn) -> Problem:
    count = draw(st.integers(0, 14))
    rounds = draw(st.integers(1, 5))
    keys = [f"p{i}" for i in range(count)]
    others = st.frozensets(st.sampled_from(keys), max_size=2) if keys else st.just(frozenset())
    some = draw(st.sampled_from(["", "absences", "apart", "met", "languages", "all"]))
    found = []
    for key in keys:
        said = {}
        if some in ("absences", "all"):
            said["absent"] = draw(st.frozensets(st.integers(0, rounds - 1), max_size=rounds))
        if some in ("apart", "all"):
            said["apart"] = draw(others)
        if some in ("met", "all"):
            said["met"] = draw(others)
        if some in ("languages", "all"):
            said["languages"] = draw(st.frozensets(st.sampled_from(["de", "en", "es"])))
        found.append(Participant(key, **said))
    sizes = draw(st.sampled_from([(2,), (3,), (4,), (3, 4), (4, 3), (2, 3), (5, 3), (3, 6)]))
    return Problem(tuple(found), rounds, sizes)


@settings(deadline=None, max_examples=150)
@given(gatherings(), st.integers(-5, 5))
def test_every_plan_keeps_every_rule_and_is_worth_what_it_says(problem: Problem, seed: int) -> None:
    found = plan(problem, seed=seed, allowance=QUICK)
    assert violations(problem, found) == ()
    assert found.quality.bound is not None
    assert found.quality.objective <= found.quality.bound


@settings(deadline=None, max_examples=60)
@given(gatherings(), st.randoms())
def test_the_same_seed_gives_the_same_plan_in_whatever_order_people_come(
    problem: Problem, random: object
) -> None:
    shuffled = list(problem.participants)
    random.shuffle(shuffled)
    first = plan(problem, seed=7, allowance=QUICK)
    again = plan(replace(problem, participants=tuple(shuffled)), seed=7, allowance=QUICK)
    assert first == again


def rooms(keys: tuple[str, ...], sizes: tuple[int, ...]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Every way to put some of these people into groups of these sizes."""
    yield ()
    for i, one in enumerate(keys):
        later = keys[i + 1 :]
        for size in sizes:
            for rest in combinations(later, size - 1):
                left = tuple(key for key in later if key not in rest)
                for more in rooms(left, sizes):
                    yield ((one, *rest), *more)


def unfair(planned: MixingPlan) -> int:
    """How unevenly people sit out: the sum of the squares of how often each of them does."""
    out = Counter(key for one in planned.rounds for key in one.sitting_out)
    return sum(times**2 for times in out.values())


def best_of_all(problem: Problem, found: MixingPlan) -> tuple[int, float]:
    """How few can sit out in all, and the best objective of plans with that which are as fair as
    the one that was found, by trying everything."""
    keys = tuple(sorted(person.key for person in problem.participants))
    apart = {frozenset((p.key, key)) for p in problem.participants for key in p.apart}
    fewest, best = 10**9, -1e9
    each = [
        groups
        for groups in rooms(keys, problem.sizes)
        if not any(set(pair) in apart for g in groups for pair in combinations(g, 2))
    ]
    out = min(len(keys) - sum(map(len, groups)) for groups in each)
    each = [groups for groups in each if len(keys) - sum(map(len, groups)) == out]
    for all_rounds in product(each, repeat=problem.rounds):
        planned = MixingPlan(
            tuple(
                Round(
                    tuple(Group(g) for g in groups),
                    tuple(key for key in keys if not any(key in g for g in groups)),
                )
                for groups in all_rounds
            ),
            Quality(0.0),
            seed=0,
        )
        if unfair(planned) > unfair(found):
            continue
        broken = violations(problem, planned)
        worth = [float(str(v.values["counted"])) for v in broken if v.kind == "objective"]
        if all(v.kind == "objective" for v in broken):
            fewest, best = out * problem.rounds, max(best, *worth, 0.0 if not worth else best)
    return fewest, best


@pytest.mark.parametrize(
    ("count", "rounds", "size"),
    [(4, 3, 2), (5, 2, 2), (5, 3, 3), (6, 2, 2), (6, 3, 3), (7, 2, 3), (7, 2, 6), (8, 2, 4)],
)
def test_a_small_gathering_gets_the_best_of_all_plans(count: int, rounds: int, size: int) -> None:
    problem = Problem(people(count), rounds, (size,))
    found = plan(problem)
    out = sum(len(one.sitting_out) for one in found.rounds)
    assert (out, found.quality.objective) == best_of_all(problem, found)


@settings(deadline=None, max_examples=40)
@given(
    st.integers(3, 6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=4),
    st.sampled_from([2, 3]),
)
def test_a_small_gathering_with_people_apart_gets_the_best_of_all_plans(
    count: int, apart: list[tuple[int, int]], met: list[tuple[int, int]], size: int
) -> None:
    def named(pairs: list[tuple[int, int]], i: int) -> frozenset[str]:
        return frozenset(f"p{b:04}" for a, b in pairs if a == i != b)

    problem = Problem(
        tuple(
            Participant(f"p{i:04}", apart=named(apart, i), met=named(met, i)) for i in range(count)
        ),
        2,
        (size,),
    )
    found = plan(problem)
    out = sum(len(one.sitting_out) for one in found.rounds)
    assert (out, found.quality.objective) == best_of_all(problem, found)


def groups_of(found: MixingPlan, key: str) -> list[Group]:
    return [g for one in found.rounds for g in one.groups if key in g.members]


def test_somebody_who_comes_late_is_in_no_group_before() -> None:
    late = Participant("late", absent=frozenset({0, 1}))
    found = plan(Problem((*people(8), late), 4, (3, 4)))
    assert [any("late" in g.members for g in one.groups) for one in found.rounds] == [
        False,
        False,
        True,
        True,
    ]


def test_sitting_out_goes_round() -> None:
    found = plan(Problem(people(7), 7, (3,)))
    out = [key for one in found.rounds for key in one.sitting_out]
    assert sorted(out) == [f"p{i:04}" for i in range(7)]
    assert [r.values for r in found.reasons if r.kind == "sitting_out"] == [
        {"people": 7, "fewest": 1, "most": 1}
    ]


def test_somebody_who_came_for_one_round_does_not_owe_the_others_theirs() -> None:
    guest = Participant("guest", absent=frozenset({0, 1, 2, 3}))
    found = plan(Problem((*people(9), guest), 5, (4,)))
    assert all("guest" not in one.sitting_out for one in found.rounds)


def test_as_many_as_can_be_are_in_groups_of_the_size_that_is_liked_most() -> None:
    threes = plan(Problem(people(24), 2, (3, 4)))
    fours = plan(Problem(people(24), 2, (4, 3)))
    mixed = plan(Problem(people(22), 1, (3, 4)))
    assert {len(g.members) for one in threes.rounds for g in one.groups} == {3}
    assert {len(g.members) for one in fours.rounds for g in one.groups} == {4}
    assert sorted(len(g.members) for g in mixed.rounds[0].groups) == [3] * 6 + [4]


def test_people_who_met_earlier_meet_others_first() -> None:
    couples = tuple(
        Participant(f"p{i}", met=frozenset({f"p{i ^ 1}"}) if i % 2 == 0 else frozenset())
        for i in range(12)
    )
    found = plan(Problem(couples, 3, (3,)))
    assert found.quality.proven
    assert [r.kind for r in found.reasons] == ["new_pairs"]


def test_everybody_is_in_a_group_of_a_language_of_theirs_where_that_can_be() -> None:
    said = {"a": "de", "b": "de", "c": "de en", "d": "en", "e": "en", "f": "en es"}
    found = plan(
        Problem(tuple(Participant(k, frozenset(v.split())) for k, v in said.items()), 2, (3,))
    )
    assert [[g.languages for g in one.groups] for one in found.rounds] == [[("de",), ("en",)]] * 2
    assert all(not one.sitting_out for one in found.rounds)


def test_somebody_alone_in_their_language_is_told_so() -> None:
    said = {"a": "de", "b": "de", "c": "de", "d": "fi"}
    found = plan(Problem(tuple(Participant(k, frozenset({v})) for k, v in said.items()), 2, (2, 3)))
    assert all(one.sitting_out == ("d",) for one in found.rounds)
    alone = [r.values for r in found.reasons if r.kind == "alone_in_language"]
    assert alone == [{"languages": ["fi"], "people": ["d"]}]


def test_who_is_apart_from_whom_is_said_nowhere_in_a_plan() -> None:
    apart = Participant("a", apart=frozenset({"b"}))
    found = plan(Problem((apart, Participant("b"), Participant("c")), 1, (3,)))
    assert found.rounds[0].groups == ()
    nobody = plan(Problem(people(2), 1, (3,)))
    assert {r.kind for r in found.reasons} == {r.kind for r in nobody.reasons}


def test_no_figure_of_a_plan_knows_who_is_apart_from_whom() -> None:
    apart = (Participant("p0000", apart=frozenset({"p0001"})), *people(16)[1:])
    said = plan(Problem(apart, 3, (4,)))
    unsaid = plan(Problem(people(16), 3, (4,)))
    assert violations(Problem(apart, 3, (4,)), said) == ()
    assert (said.quality, said.reasons) == (unsaid.quality, unsaid.reasons)


def test_a_thousand_people_all_meet_somebody_new_in_ten_rounds() -> None:
    problem = Problem(people(1000), 10, (4,))
    found = plan(problem)
    assert found.quality.proven
    assert found.quality.objective == 10 * 250 * 6
    assert violations(problem, found) == ()


@pytest.mark.parametrize(
    "problem",
    [
        Problem((Participant("a"), Participant("a")), 1, (2,)),
        Problem(people(4), 0, (2,)),
        Problem(people(4), 1, ()),
        Problem(people(4), 1, (1, 2)),
        Problem((Participant("a", absent=frozenset({3})),), 3, (2,)),
    ],
)
def test_a_gathering_that_cannot_be_is_refused(problem: Problem) -> None:
    with pytest.raises(ProblemError):
        plan(problem)


def test_whoever_watches_sees_it_go_forward_to_the_end() -> None:
    seen: list[Progress] = []
    plan(Problem(people(14), 9, (4, 3)), allowance=Allowance(0.1, progress=seen.append))
    shares = [progress.share for progress in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_whoever_watches_sees_no_trace_of_people_who_cannot_be_parted() -> None:
    seen: list[Progress] = []
    everyone = frozenset(f"p{i:04}" for i in range(9))
    problem = Problem(people(9, apart=everyone), 3, (3,))
    found = plan(problem, allowance=Allowance(0.1, progress=seen.append))
    assert violations(problem, found) == ()
    assert all(abs(progress.objective or 0) < 100 for progress in seen)


def test_whoever_started_it_can_stop_it() -> None:
    with pytest.raises(Cancelled):
        plan(Problem(people(14), 9, (4, 3)), allowance=Allowance(cancelled=lambda: True))


def test_a_run_that_is_out_of_patience_says_so_and_still_keeps_every_rule() -> None:
    ticks = iter(range(10**9))
    problem = Problem(people(14), 9, (4, 3))
    found = plan(problem, allowance=Allowance(0.1, clock=lambda: float(next(ticks))))
    assert found.quality.cut_short
    assert violations(problem, found) == ()
