"""Size sense: how many threads there are, said kindly, drawn small."""

from __future__ import annotations

import pytest

from kinweave.circles.sizes import DRAWN, sense, threads


@pytest.mark.parametrize(("people", "ties"), [(0, 0), (1, 0), (2, 1), (5, 10), (50, 1225)])
def test_threads_between_so_many(people: int, ties: int) -> None:
    assert threads(people) == ties


def test_eight_in_a_crew_may_be_two_and_seven_are_one_table() -> None:
    assert "two crews" in sense("crew", 8).words
    assert "two crews" not in sense("crew", 7).words
    assert "two crews" not in sense("crew", 8, most=9).words
    assert "two congregations" in sense("congregation", 150).words


def test_the_picture_has_everybody_until_there_are_too_many_to_draw() -> None:
    assert len(sense("crew", 5).points) == 5
    assert len(sense("crew", 5).lines) == 10
    assert len(sense("congregation", 150).points) == DRAWN
    assert sense("crew", 5).title == "5 people, 10 threads between them"
