"""Choosing among given crews: the best choice, and a bound that holds."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.solvers.crews.packing import Members, Purse, Relaxation, choose

CLOSE = 1e-5
PLENTY = 1_000.0
Offers = dict[Members, float]

offers = st.integers(1, 9).flatmap(
    lambda people: st.dictionaries(
        st.sets(st.integers(0, people - 1), min_size=1, max_size=4).map(
            lambda crew: tuple(sorted(crew))
        ),
        st.integers(0, 16).map(lambda quarters: quarters / 4),
        max_size=22,
    ).map(lambda crews: (people, crews))
)
"""So many people, and crews of them with what each is worth."""


def best(crews: Offers) -> float:
    """The value of the best choice, found by trying every one."""
    left = sorted(crews)

    def among(place: int, taken: frozenset[int]) -> float:
        if place == len(left):
            return 0.0
        without = among(place + 1, taken)
        crew = left[place]
        if taken & set(crew):
            return without
        return max(without, crews[crew] + among(place + 1, taken | set(crew)))

    return among(0, frozenset())


def chosen(
    people: int, crews: Offers, *, seconds: float = PLENTY, better_than: float = 0.0
) -> tuple[list[Members], float, float]:
    """What is chosen, its value, and the bound; nobody is in it twice."""
    plan, bound = choose(
        people, list(crews), list(crews.values()), purse=Purse(seconds), better_than=better_than
    )
    members = [person for crew in plan for person in crew]
    assert len(members) == len(set(members))
    return plan, math.fsum(crews[crew] for crew in plan), bound


@settings(max_examples=100)
@given(offers)
def test_the_choice_is_the_best_there_is(case: tuple[int, Offers]) -> None:
    people, crews = case
    _, value, bound = chosen(people, crews)
    assert value == pytest.approx(best(crews), abs=CLOSE)
    assert bound == pytest.approx(value, abs=CLOSE)


@settings(max_examples=70)
@given(offers, st.integers(0, 30).map(lambda tens: tens * 1e-5))
def test_a_choice_broken_off_has_a_bound_that_still_holds(
    case: tuple[int, Offers], seconds: float
) -> None:
    people, crews = case
    _, value, bound = chosen(people, crews, seconds=seconds)
    assert value <= best(crews) + CLOSE
    assert bound >= best(crews) - CLOSE


@settings(max_examples=70)
@given(offers, st.integers(0, 64).map(lambda quarters: quarters / 4))
def test_only_what_is_better_than_what_one_has_is_chosen(
    case: tuple[int, Offers], has: float
) -> None:
    people, crews = case
    plan, value, bound = chosen(people, crews, better_than=has)
    if best(crews) <= has:
        assert plan == []
        assert bound == pytest.approx(has, abs=CLOSE)
    else:
        assert value == pytest.approx(best(crews), abs=CLOSE)


def test_three_pairs_of_three_people_are_split_to_find_that_one_is_best() -> None:
    # The relaxation takes half of each pair, which is worth one and a half.
    crews: Offers = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0}
    _, _, after_one = chosen(3, crews, seconds=1e-9)
    plan, value, bound = chosen(3, crews)
    assert after_one == pytest.approx(1.5)
    assert (len(plan), value) == (1, 1.0)
    assert bound == pytest.approx(1.0)


def test_a_choice_stopped_at_once_claims_nothing() -> None:
    plan, bound = choose(2, [(0, 1)], [1.0], purse=Purse(PLENTY), stop=lambda: True)
    assert plan == []
    assert bound >= 1.0


def test_no_crews_leave_no_choice() -> None:
    assert choose(4, [], [], purse=Purse(PLENTY), better_than=2.5) == ([], 2.5)


@settings(max_examples=60)
@given(offers.filter(lambda case: bool(case[1])))
def test_peoples_prices_pay_for_every_crew_and_add_up_to_the_value(
    case: tuple[int, Offers],
) -> None:
    people, crews = case
    relaxation = Relaxation(people, Purse(PLENTY))
    half = len(crews) // 2
    rows, values = list(crews), list(crews.values())
    if half:
        relaxation.add(rows[:half], values[:half])
        relaxation.solve()
    relaxation.add(rows[half:], values[half:])
    value, prices, shares = relaxation.solve()
    assert value == pytest.approx(float(prices.sum()), abs=CLOSE)
    assert value == pytest.approx(math.fsum(shares * values), abs=CLOSE)
    assert value >= best(crews) - CLOSE
    assert prices.min() >= 0.0
    for crew, worth in crews.items():
        assert prices[list(crew)].sum() >= worth - CLOSE


def test_a_part_of_a_purse_is_paid_from_the_whole_and_the_rest_of_it_stays() -> None:
    purse = Purse(10.0)
    part = purse.part(0.5)
    part.pay(30, 10)
    assert (part.seconds, purse.seconds) == (2.0, 7.0)
    part.pay(60, 10)
    assert (part.seconds, purse.seconds) == (-4.0, 1.0)
    assert part.part(1).seconds == 0.0
