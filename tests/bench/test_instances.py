"""The made-up communities that the engine is measured on."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from bench.instances import EAST, EUROPE, INTERESTS, instance, load, make, save
from kinweave.solvers.crews.problem import Hosting, Person, Problem


@pytest.fixture(scope="module")
def community() -> Problem:
    return make(2_000, seed=7)


def share(problem: Problem, of: list[Person]) -> float:
    return len(of) / len(problem.people)


def test_the_same_seed_makes_the_same_people(community: Problem) -> None:
    assert make(2_000, seed=7) == community
    assert make(2_000, seed=8) != community


def test_every_version_of_python_makes_the_same_people() -> None:
    told = [
        (
            one.key, one.zone, one.hours.free, one.hours.if_need_be, one.host.value,
            *map(sorted, (one.languages, one.interests, one.wishes, one.apart, one.met)),
        )
        for one in make(60, seed=1).people
    ]  # fmt: skip
    assert sha256(json.dumps(told).encode()).hexdigest()[:16] == "e119f34ba3e169a6"


def test_a_file_gives_back_the_people_it_was_given(community: Problem, tmp_path: Path) -> None:
    save(community, tmp_path / "community.npz")
    assert load(tmp_path / "community.npz") == community


def test_a_size_without_a_file_is_made() -> None:
    assert instance(61, seed=7) == make(61, seed=7)


def test_people_have_met_each_other_and_about_six_of_them(community: Problem) -> None:
    people = {person.key: person for person in community.people}
    assert all(person.key in people[key].met for person in community.people for key in person.met)
    assert 5.5 < sum(len(person.met) for person in community.people) / 2_000 <= 6


def test_a_few_ask_for_others_or_to_be_spared_them_and_never_both(community: Problem) -> None:
    assert sum(len(person.wishes) for person in community.people) == 2_000 // 8
    assert sum(len(person.apart) for person in community.people) == 2_000 // 40
    assert not any(person.wishes & person.apart for person in community.people)
    assert not any(person.key in person.wishes | person.apart for person in community.people)


def test_they_live_and_host_and_speak_as_they_should(community: Problem) -> None:
    people = community.people
    europe, east = ({zone for zone, _, _ in region} for region in (EUROPE, EAST))
    assert share(community, [one for one in people if one.zone in europe]) == pytest.approx(
        0.45, abs=0.05
    )
    assert share(community, [one for one in people if one.zone in east]) == pytest.approx(
        0.18, abs=0.05
    )
    assert share(community, [one for one in people if one.host is not Hosting.NO]) == pytest.approx(
        0.27, abs=0.05
    )
    assert {len(one.languages) for one in people} == {1, 2}
    assert {len(one.interests) for one in people} == set(range(3, 9))
    assert frozenset.union(*(one.interests for one in people)) == set(INTERESTS)


def test_their_hours_are_on_half_hours_and_apart_from_each_other(community: Problem) -> None:
    for person in community.people:
        ranges = sorted(person.hours.free + person.hours.if_need_be)
        assert ranges
        assert all(0 <= a < b <= 10080 and a % 30 == b % 30 == 0 for a, b in ranges)
        assert all(before[1] <= after[0] for before, after in pairwise(ranges))
