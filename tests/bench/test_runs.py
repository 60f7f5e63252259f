"""What is done to an instance of crews, and what its figures count."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from bench.instances import make, save
from bench.peers import chunks
from bench.runs import declining, disturbed, prepare, score, without
from bench.telling import tell_of
from kinweave.solvers.crews.problem import Call, Crew, Plan, Problem, Weights
from kinweave.solvers.running import Quality
from kinweave.solvers.validators.crews import Rules
from kinweave.solvers.validators.crews.timetable import EPOCH, QUARTER


@pytest.fixture(scope="module")
def community() -> Problem:
    return make(150, seed=7)


def crew(*members: str) -> Crew:
    return Crew(members, ("en",), (), (), 0.5, {})


def groups(*crews: str) -> list[frozenset[str]]:
    return [frozenset(crew) for crew in crews]


def test_nobody_is_disturbed_where_crews_stay() -> None:
    assert disturbed(groups("abc", "def"), groups("def", "abc")) == (0, 0)


def test_somebody_who_joins_parts_nobody() -> None:
    assert disturbed(groups("ab", "def"), groups("abx", "def")) == (0, 0)


def test_both_sides_are_parted_when_one_moves() -> None:
    assert disturbed(groups("abc", "def"), groups("ab", "cdef")) == (3, 0)


def test_whoever_has_no_crew_any_more_waits_and_is_parted_too() -> None:
    assert disturbed(groups("abc", "de"), groups("abc")) == (2, 2)


def test_the_last_of_a_crew_has_nobody_to_be_parted_from() -> None:
    assert disturbed(groups("a", "bcd"), groups("abcd")) == (0, 0)


def test_one_in_twenty_of_those_in_crews_declines() -> None:
    keys = [f"p{number:02}" for number in range(40)]
    crews = tuple(crew(*keys[k : k + 4]) for k in range(0, 40, 4))
    plan = Plan(crews, (), Quality(20.0), Weights(), 0)
    assert len(declining(plan, seed=0)) == 2
    assert declining(plan, seed=0) == declining(plan, seed=0) <= set(keys)


def test_whoever_declined_takes_their_call_along(community: Problem) -> None:
    caller = community.people[0].key
    season = Problem(community.people, community.season, (Call("walks", caller),))
    left = without(season, frozenset({caller}))
    assert caller not in {person.key for person in left.people}
    assert not left.calls
    assert len(left.people) == 149


def test_groups_that_break_a_rule_are_worth_nothing(community: Problem, tmp_path: Path) -> None:
    path = tmp_path / "150-7.npz"
    save(community, path)
    good = some_crew(community)
    worth = Rules(community).score(good)
    assert worth
    strangers = [person.key for person in community.people if person.key not in good][:2]
    scored = score(path, [good, strangers])
    assert (scored.placed, scored.broken) == (len(good), 1)
    assert scored.objective == pytest.approx(worth[0] * len(good))


def test_a_second_group_for_somebody_breaks_a_rule(community: Problem, tmp_path: Path) -> None:
    path = tmp_path / "150-7.npz"
    save(community, path)
    good = some_crew(community)
    assert score(path, [good, good]).broken == 1


def some_crew(community: Problem) -> list[str]:
    """Three people who may be a crew."""
    rules, told = Rules(community), tell_of(community)
    for one in told.people:
        alike = [
            other
            for other in told.people
            if one.suits & other.suits and {*one.languages} & {*other.languages}
        ]
        for two, three in combinations(alike, 2):
            keys = sorted({one.key, two.key, three.key})
            if rules.score(keys):
                return keys
    raise AssertionError("a community without a crew")


def test_an_instance_is_made_from_its_name(tmp_path: Path) -> None:
    path = tmp_path / "new" / "60-3.npz"
    prepare(path)
    before = path.read_bytes()
    prepare(path)
    assert path.read_bytes() == before


def test_peers_are_told_exactly_when_somebody_can_meet(community: Problem) -> None:
    few = Problem(community.people[:20], replace(community.season, smallest=1))
    rules, told = Rules(few), tell_of(few)
    for person in told.people:
        own = {n for n in person.suits if person.zone in told.anchors[n]}
        begins = {EPOCH + told.starts[number] * QUARTER for number in own}
        assert begins == set(rules.starts([person.key]))


def test_peers_are_told_what_holds_both_ways_both_ways(community: Problem) -> None:
    told = tell_of(community)
    assert sum(len(person.apart) for person in told.people) >= 2
    for row, person in enumerate(told.people):
        assert all(row in told.people[other].apart for other in person.apart)
        assert all(row in told.people[other].met for other in person.met)


def test_a_peer_imports_no_solver_of_ours() -> None:
    asked = "import sys, bench.peers.chunks; print('kinweave' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_fives_in_order_of_zone_hold_everybody_once(community: Problem) -> None:
    made = chunks.crews(tell_of(community), 1)
    assert sorted(key for group in made for key in group) == sorted(
        person.key for person in community.people
    )
    assert {len(group) for group in made} == {5}


def test_a_rest_that_is_too_small_joins_the_last_five(community: Problem) -> None:
    few = Problem(community.people[:12], community.season)
    assert [len(group) for group in chunks.crews(tell_of(few), 1)] == [5, 7]
