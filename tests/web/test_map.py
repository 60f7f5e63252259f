"""The map of one's belonging: whatever somebody belongs to, nothing covers anything else."""

from __future__ import annotations

from itertools import combinations
from math import cos, hypot, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.web.labels import wrapped
from kinweave.web.map import (
    FEW,
    MOST_MINE,
    MOST_OTHERS,
    SELF,
    Hem,
    Holding,
    Map,
    Place,
    Thing,
    lay_out,
)

NAMES = st.text(st.characters(categories=["L", "Zs"]), min_size=1, max_size=40)
LETTER = 8
"""How wide a letter is drawn, at most, on average: names are 17 high."""


@st.composite
def maps(draw: st.DrawFn) -> tuple[Map, int]:
    """A map, and how many circles of one's own are on it."""
    mine = [
        Thing(n, draw(NAMES), draw(st.sampled_from(["crew", "dyad"])), people=people)
        for n, people in enumerate(draw(st.lists(st.integers(1, 20), max_size=MOST_MINE)))
    ]
    count = draw(st.integers(0, 3))
    held: list[list[Thing]] = [[] for _ in range(count + 1)]
    for thing in mine:
        held[draw(st.integers(0, count))].append(thing)
    holdings = [
        Holding(
            Thing(100 + n, draw(NAMES), "congregation", people=draw(st.integers(1, 400))),
            held[n],
            [Thing(1000 * n + k, "", "crew", mine=False) for k in range(draw(st.integers(0, 20)))],
        )
        for n in range(count)
    ]
    networks = [Thing(200 + n, draw(NAMES), "network") for n in range(draw(st.integers(0, 2)))]
    return lay_out(holdings, held[count], networks), len(mine)


def corners(place: Place) -> tuple[float, float, float, float]:
    """What is drawn of a place, its name included: left, top, right, bottom."""
    half = max(place.r, place.label.letters * LETTER / 2)
    bottom = max([place.y + place.r, *(y + 5 for y, _ in place.lines)])
    return place.x - half, place.y - place.r, place.x + half, bottom


def names(place: Place) -> tuple[float, float, float, float]:
    """Where its name is."""
    half = place.label.letters * LETTER / 2
    heights = [y for y, _ in place.lines]
    return place.x - half, heights[0] - 13, place.x + half, heights[-1] + 5


def inside(hem: Hem, x: float, y: float) -> bool:
    """Whether a point is inside a rectangle with round corners."""
    middle_x = min(max(x, hem.x + hem.corner), hem.x + hem.width - hem.corner)
    middle_y = min(max(y, hem.y + hem.corner), hem.y + hem.height - hem.corner)
    return hypot(x - middle_x, y - middle_y) <= hem.corner


@given(maps())
def test_no_two_circles_touch(drawn: tuple[Map, int]) -> None:
    whole, _ = drawn
    for one, other in combinations([*whole.circles, *whole.others], 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.r + other.r, (one, other)
    for one, other in combinations(whole.congregations, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.r + other.r, (one, other)


@given(maps())
def test_no_name_runs_into_another_circle(drawn: tuple[Map, int]) -> None:
    whole, _ = drawn
    for one in whole.circles:
        left, _top, right, bottom = corners(one)
        for other in [*whole.circles, *whole.others]:
            if other is one:
                continue
            x = min(max(other.x, left), right)
            y = min(max(other.y, one.y + one.r + 4), bottom)
            assert hypot(other.x - x, other.y - y) > other.r, (one, other)


@given(maps())
def test_no_name_runs_into_another_name(drawn: tuple[Map, int]) -> None:
    whole, _ = drawn
    for one, other in combinations([place for place in whole.circles if place.lines], 2):
        (left, top, right, bottom), (west, north, east, south) = names(one), names(other)
        assert right < west or east < left or bottom < north or south < top, (one, other)


@given(maps())
def test_everything_is_inside_the_page(drawn: tuple[Map, int]) -> None:
    whole, _ = drawn
    x, y, width, height = whole.box
    for hem in whole.networks:
        assert x <= hem.x
        assert y <= hem.y
        assert hem.x + hem.width <= x + width
        assert all(line_y <= y + height for line_y, _ in hem.lines)
    for place in [*whole.circles, *whole.others, *whole.congregations]:
        left, top, right, bottom = corners(place)
        assert x <= left
        assert y <= top
        assert right <= x + width
        assert bottom <= y + height
    assert x <= -SELF <= SELF <= x + width


@given(maps())
def test_everything_one_belongs_to_is_there_and_oneself_is_covered_by_nothing(
    drawn: tuple[Map, int],
) -> None:
    whole, count = drawn
    assert len(whole.circles) == count
    for place in [*whole.circles, *whole.others]:
        assert hypot(place.x, place.y) > place.r + SELF
    if len(whole.congregations) > 1:
        assert all(hypot(each.x, each.y) > each.r + SELF for each in whole.congregations)


@given(maps())
def test_people_sit_inside_their_circle(drawn: tuple[Map, int]) -> None:
    whole, _ = drawn
    for place in whole.circles:
        assert place.me is not None
        assert len(place.dots) == min(place.thing.people, 12) - 1
        for x, y in (*place.dots, place.me):
            assert hypot(x - place.x, y - place.y) + 6 <= place.r


def test_the_same_belonging_is_always_the_same_map() -> None:
    holding = Holding(
        Thing(1, "Riverbend", "congregation", people=60),
        [Thing(2, "Tuesday pod", "crew", people=5)],
        [Thing(n, "", "crew", mine=False) for n in range(3, 3 + MOST_OTHERS + 5)],
    )
    assert lay_out([holding]) == lay_out([holding])
    assert len(lay_out([holding]).others) == MOST_OTHERS


@given(maps())
def test_a_network_holds_all_that_is_in_it(drawn: tuple[Map, int]) -> None:
    whole, _ = drawn
    for hem in whole.networks:
        for place in [*whole.congregations, *whole.circles, *whole.others]:
            for step in range(32):
                turn = step * pi / 16
                assert inside(hem, place.x + place.r * cos(turn), place.y + place.r * sin(turn))


def test_somebody_with_no_circle_stands_in_an_empty_map() -> None:
    whole = lay_out([])
    assert (whole.circles, whole.congregations, whole.networks, whole.threads) == ((), (), (), ())
    assert whole.box[2] > 2 * SELF


def test_circles_grow_smaller_where_there_are_many() -> None:
    few = lay_out([], [Thing(n, "Crew", "crew", people=4) for n in range(FEW)])
    many = lay_out([], [Thing(n, "Crew", "crew", people=4) for n in range(FEW + 1)])
    assert many.circles[0].r < few.circles[0].r


@pytest.mark.parametrize(
    ("name", "lines", "fine"),
    [
        ("Tuesday pod", ("Tuesday pod",), False),
        ("Quarrel school", ("Quarrel", "school"), False),
        ("The slow readers of Ferry Lane", ("The slow readers", "of Ferry Lane"), True),
        ("Neighbourhoods", ("Neighbourhoods",), True),
        ("The people who mend all the bicycles", ("The people who", "mend all the bi…"), True),
        ("Antidisestablishmentarianism", ("Antidisestablis…",), True),
    ],
)
def test_a_name_has_two_lines_and_finer_letters_before_it_is_cut(
    name: str, lines: tuple[str, ...], fine: bool
) -> None:
    label = wrapped(name, 13)
    assert (label.lines, label.fine) == (lines, fine)


@given(NAMES)
def test_what_is_cut_says_so(name: str) -> None:
    label = wrapped(name, 13)
    whole = " ".join(label.lines) == " ".join(name.split())
    assert whole or any(line.endswith("…") for line in label.lines)
    assert label.letters <= 13
