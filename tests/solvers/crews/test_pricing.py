"""Crews worth more than their people's prices: all of them are found, or it is said that not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kinweave.solvers.crews.packing import Members
from kinweave.solvers.crews.pricing import NOTHING, pair_depths, price
from kinweave.solvers.crews.problem import Problem
from kinweave.solvers.crews.score import Block, crew_value, is_large_enough
from kinweave.solvers.crews.tables import MOST, tabulate
from tests.solvers.crews.strategies import problems
from tests.solvers.crews.test_propose import of

# The bounds are reckoned in single precision: what is this near a limit may fall on either side.
CLOSE = 1e-5
PLENTY = 10_000_000


@dataclass(frozen=True)
class Priced:
    """What :func:`price` answers: crews in the order found, each with its first person."""

    crews: list[Members]
    firsts: list[int]
    gains: list[float]
    ratio: float
    complete: bool


def priced(
    block: Block,
    prices: NDArray[np.float64],
    *,
    above: float = NOTHING,
    best_only: bool = False,
    tries: int = PLENTY,
    room: int = 1_000,
) -> Priced:
    found = np.empty((room, MOST), dtype=np.int32)
    size = np.empty(room, dtype=np.int32)
    gain = np.empty(room)
    depths, firsts = pair_depths(block.facts), np.arange(len(prices))
    count, ratio, complete, _ = price(
        block.facts, depths, prices, firsts, above, best_only, tries, found, size, gain
    )
    crews = [tuple(sorted(found[k, : size[k]].tolist())) for k in range(count)]
    return Priced(crews, found[:count, 0].tolist(), gain[:count].tolist(), ratio, complete)


def gains(block: Block, prices: NDArray[np.float64]) -> dict[Members, float]:
    """What every crew that may be gains over its people's prices, found by trying every one."""
    return {
        crew: float(worth - prices[list(crew)].sum())
        for crew in _every(len(block.rows))
        if (worth := _worth(block, crew)) is not None
    }


def _every(people: int) -> Iterator[Members]:
    for size in range(2, min(people, MOST) + 1):
        yield from combinations(range(people), size)


def _worth(block: Block, crew: Members) -> float | None:
    places = np.zeros(MOST, dtype=np.int32)
    places[: len(crew)] = crew
    worth = crew_value(block.facts, places, len(crew))
    enough = is_large_enough(block.facts, places, len(crew))
    return float(worth) if worth >= 0.0 and enough else None


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, NDArray[np.float64]]:
    """Up to nine people with a price each."""
    problem = draw(problems(most=9, fewest=2))
    people = len(problem.people)
    prices = draw(st.lists(st.sampled_from((0.0, 0.3, 0.5, 0.6, 0.7, 0.9)), min_size=people,
                           max_size=people))  # fmt: skip
    return block_of(problem), np.array(prices)


def block_of(problem: Problem) -> Block:
    return Block.of(tabulate(problem), np.arange(len(problem.people)))


@settings(max_examples=80)
@given(blocks(), st.sampled_from((0, 0, 1, 3, 1_000)))
def test_every_crew_that_gains_more_is_found_once(
    case: tuple[Block, NDArray[np.float64]], rank: int
) -> None:
    # Just below the gain of one of the best crews: there a search that ends too early misses it.
    block, prices = case
    every = gains(block, prices)
    above = sorted([*every.values(), -9.0], reverse=True)[: rank + 1][-1] - 2 * CLOSE
    found = priced(block, prices, above=above)
    assert found.complete
    assert len(found.crews) == len(set(found.crews))
    assert {crew for crew, gain in every.items() if gain > above + CLOSE} <= set(found.crews)
    for crew, gain in zip(found.crews, found.gains, strict=True):
        assert gain > above
        assert gain == pytest.approx(every[crew], abs=CLOSE)


@settings(max_examples=60)
@given(blocks())
def test_the_best_crew_of_each_size_and_first_person_is_found(
    case: tuple[Block, NDArray[np.float64]],
) -> None:
    block, prices = case
    found = priced(block, prices, best_only=True)
    assert found.complete
    best: dict[tuple[int, int], float] = {}
    for crew, gain in gains(block, prices).items():
        kind = (len(crew), max(crew))
        best[kind] = max(gain, best.get(kind, -np.inf))
    last: dict[tuple[int, int], float] = {}
    for crew, first, gain in zip(found.crews, found.firsts, found.gains, strict=True):
        assert first == max(crew)
        assert gain > last.get((len(crew), first), NOTHING)
        last[len(crew), first] = gain
    for kind, gain in best.items():
        if gain > CLOSE:
            assert last[kind] == pytest.approx(gain, abs=CLOSE)
    most = max((gain / size for (size, _), gain in best.items()), default=0.0)
    assert found.ratio == pytest.approx(max(0.0, most), abs=CLOSE)


@settings(max_examples=40)
@given(blocks(), st.integers(0, 12))
def test_a_search_with_few_tries_is_right_in_what_it_finds(
    case: tuple[Block, NDArray[np.float64]], tries: int
) -> None:
    block, prices = case
    found, every = priced(block, prices, tries=tries), gains(block, prices)
    assert set(found.crews) <= set(every)
    if found.complete:
        assert {crew for crew, gain in every.items() if gain > CLOSE} <= set(found.crews)


@settings(max_examples=25)
@given(problems(most=9, fewest=2))
def test_where_people_cost_all_they_could_be_worth_none_is_found(problem: Problem) -> None:
    found = priced(block_of(problem), np.ones(len(problem.people)) + CLOSE, best_only=True)
    assert (found.crews, found.ratio, found.complete) == ([], 0.0, True)


def test_a_search_that_passes_crews_over_says_so() -> None:
    # Six people who could all meet: 20 crews of three, 15 of four, 6 of five and one of six.
    block, prices = block_of(of(6)), np.zeros(6)
    assert len(priced(block, prices).crews) == 42
    assert priced(block, prices).complete
    assert not priced(block, prices, tries=1).complete
    few = priced(block, prices, room=7)
    assert (len(few.crews), few.complete) == (7, False)
