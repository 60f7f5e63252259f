"""What the engine makes of those who are in keeps every rule, however odd the circle."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.rounds.feeding import Feed
from kinweave.rounds.hours import common
from kinweave.rounds.models import Shape
from kinweave.rounds.pairing import SECONDS, paired, problem_of_pairs, problem_of_threes
from kinweave.rounds.ring import ring
from kinweave.solvers.dyads import pair
from kinweave.solvers.mixing import plan
from kinweave.solvers.running import Allowance
from kinweave.solvers.validators import dyads, mixing
from tests.builders import NOW

pytestmark = pytest.mark.once


@st.composite
def feeds(draw: st.DrawFn) -> Feed:
    people = tuple(range(1, 1 + draw(st.integers(0, 8))))
    pairs = [frozenset(two) for two in combinations(people, 2)]
    some = st.lists(st.sampled_from(pairs), max_size=6) if pairs else st.just([])
    ago = st.integers(1, 9)
    return Feed(
        people,
        frozenset(draw(some)),
        {two: draw(ago) for two in draw(some)},
        {one: draw(ago) for one in people if draw(st.booleans())},
        {one: frozenset(draw(st.sampled_from(["", "de", "en", "de en"])).split())
         for one in people},
    )  # fmt: skip


@settings(max_examples=40)
@given(feeds())
def test_pairs_keep_every_rule(feed: Feed) -> None:
    made = paired(feed, Shape.PAIRS, 1)
    if len(feed.people) < 2:
        assert (made.meetings, made.alone) == ((), feed.people)
        return
    problem = problem_of_pairs(feed)
    engine = pair(problem, seed=1, allowance=Allowance(seconds=SECONDS))
    assert dyads.violations(problem, engine) == ()
    meetings = [one.members for one in (*engine.pairs, *engine.trios)]
    assert [tuple(map(str, one)) for one in made.meetings] == meetings
    assert {str(one) for one in made.alone} == {one.key for one in engine.left_over}


@settings(max_examples=15)
@given(feeds())
def test_threes_keep_every_rule(feed: Feed) -> None:
    made = paired(feed, Shape.TRIOS, 1)
    assert sorted([*made.alone, *(one for some in made.meetings for one in some)]) == [*feed.people]
    if len(feed.people) >= 3:
        problem = problem_of_threes(feed)
        engine = plan(problem, seed=1, allowance=Allowance(seconds=SECONDS))
        assert mixing.violations(problem, engine) == ()


@settings(max_examples=60)
@given(feeds())
def test_in_a_ring_each_listens_to_one_and_is_heard_by_another(feed: Feed) -> None:
    order = ring(feed.people, feed.apart, feed.met, 1)
    assert len(order) == len({*order})
    assert len(order) not in {1, 2}
    assert not {frozenset((one, order[n - 1])) for n, one in enumerate(order)} & feed.apart
    assert order == ring(feed.people[::-1], feed.apart, feed.met, 1)
    if not feed.apart and len(feed.people) >= 3:
        assert {*order} == {*feed.people}


def test_of_four_who_have_all_met_but_two_the_ring_joins_those_who_have_not() -> None:
    met = {frozenset(two): 90 for two in ((1, 2), (3, 4))}
    order = ring((1, 2, 3, 4), (), met, 3)
    beside = {frozenset((one, order[n - 1])) for n, one in enumerate(order)}
    assert not beside & met.keys()


def test_hours_suit_both_by_their_own_clocks_and_only_if_both_let_them_be_used() -> None:
    evening = "".join("f" if n % 48 in {36, 37} else "." for n in range(336))  # 18 to 19
    noon = "".join("f" if n % 48 in {24, 25} else "." for n in range(336))  # 12 to 13
    weeks = {1: ("Etc/GMT-6", evening), 2: ("UTC", noon), 3: ("UTC", evening)}
    found = common(weeks, [1, 2], NOW)
    assert len(found) == 3
    assert all("T12:00:00+00:00" in one for one in found)
    assert common(weeks, [1, 3], NOW) == []
    assert common(weeks, [1, 9], NOW) == [], "the other lets none be used"


def test_what_answers_pages_never_loads_the_engine() -> None:
    code = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import kinweave.rounds.tasks, kinweave.rounds.views;"
        "print(sorted({'numpy', 'numba', 'highspy', 'rustworkx'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
