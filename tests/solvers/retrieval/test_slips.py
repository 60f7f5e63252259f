"""How many slips of the finger two words are apart, reckoned quickly and plainly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.solvers.language.slips import slips

WORDS = st.text(alphabet="abc", max_size=9)


def plainly(one: str, two: str) -> int:
    """The same, by a table of all beginnings of both."""
    far = {(row, 0): row for row in range(len(one) + 1)}
    far |= {(0, column): column for column in range(len(two) + 1)}
    for row, first in enumerate(one, 1):
        for column, second in enumerate(two, 1):
            ways = [
                far[row - 1, column] + 1,
                far[row, column - 1] + 1,
                far[row - 1, column - 1] + (first != second),
            ]
            if one[max(0, row - 2) : row] == two[max(0, column - 2) : column][::-1]:
                ways.append(far[max(0, row - 2), max(0, column - 2)] + 1)
            far[row, column] = min(ways)
    return far[len(one), len(two)]


@given(WORDS, WORDS, st.integers(0, 4))
def test_it_is_what_it_is_plainly(one: str, two: str, most: int) -> None:
    assert slips(one, two, most) == min(plainly(one, two), most + 1)


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [("evenign", "evening", 1), ("ferry", "fery", 1), ("oar", "oars", 1), ("oar", "our", 1),
     ("tide", "tide", 0), ("", "a", 1), ("ab", "ba", 1), ("sluice", "slices", 2),
     ("harbor", "ferry", 3)],
)  # fmt: skip
def test_a_letter_that_is_added_lacking_another_or_swapped_is_one(
    one: str, two: str, apart: int
) -> None:
    assert slips(one, two, 2) == slips(two, one, 2) == apart
