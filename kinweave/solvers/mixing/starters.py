"""Short beginnings of designs, each found by search, from which the whole is turned out.

How they were found. :data:`ROWS`: the largest set of rows of which any two go together, among
all rows that go with ``0 0 0 …`` and ``0 1 2 …``. :data:`STARTERS`: annealing of one round or two,
the cost being how often a difference repeats; eight groups of four by exact cover, with groups on
two copies of the integers modulo 16 as the pieces, such that no turn by 1, 2, … repeats a pair
(the turns are by two in what is written here, on four copies modulo 8). The tests turn all of
them out and check every pair.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Starter:
    """People are ``copies`` copies of the integers modulo ``order``, copy after copy, and then
    those who stand still while the others are turned.

    A round given by fewer groups than it has is completed by turning them all by equal steps;
    then it is turned by 1, 2, … until it would come back to itself.
    """

    order: int
    copies: int
    rounds: tuple[tuple[tuple[int, ...], ...], ...]


def _groups(text: str) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(map(int, group.split())) for group in text.split(","))


ROWS = {
    (10, 5): _groups(
        "0 0 0 0 0, 0 1 2 3 4, 0 2 1 6 8, 0 4 7 1 5, 0 5 9 8 3, 0 6 8 5 1, 0 7 4 2 9, "
        "0 8 3 9 2, 0 9 5 7 6"
    ),
    (10, 8): _groups(
        "0 0 0 0 0 0 0 0, 0 1 2 3 4 5 6 7, 0 2 4 8 7 1 3 5, 0 3 8 7 5 4 9 2, "
        "0 4 7 5 1 9 2 6, 0 5 1 4 9 2 8 3, 0 6 3 9 2 8 5 1, 0 7 5 2 6 3 1 8"
    ),
    (10, 9): _groups(
        "0 0 0 0 0 0 0 0 0, 0 1 2 3 4 5 6 7 8, 0 2 1 6 8 7 3 5 4, 0 3 6 8 5 1 9 4 7, "
        "0 5 7 4 3 8 2 9 6"
    ),
    (12, 5): _groups(
        "0 0 0 0 0, 0 1 2 3 4, 0 2 1 5 7, 0 3 5 1 9, 0 4 10 8 1, 0 5 9 11 6, "
        "0 6 4 7 5, 0 8 11 4 10, 0 10 3 9 8, 0 11 7 6 3"
    ),
    (14, 5): _groups(
        "0 0 0 0 0, 0 1 2 3 4, 0 2 1 5 7, 0 3 5 1 9, 0 4 7 9 1, 0 5 3 2 12, "
        "0 6 10 13 8, 0 7 13 8 6, 0 8 4 12 3"
    ),
}
"""(order, columns): rows over the integers modulo ``order``. The difference of any two is
another in every column."""

STARTERS = {
    (5, 3): Starter(
        7,
        2,
        (_groups("0 4 13, 1 3 8, 2 10 14, 5 6 9, 7 11 12"),),
    ),
    (6, 3): Starter(
        4,
        4,
        (
            _groups("0 6 15, 1 5 10, 2 8 14, 3 4 16, 7 9 13, 11 12 17"),
            _groups("0 7 17, 1 14 15, 2 3 10, 4 8 11, 5 6 13, 9 12 16"),
        ),
    ),
    (6, 4): Starter(
        7,
        3,
        (_groups("0 2 3 15, 1 7 9 10, 4 8 18 21, 5 12 14 22, 6 11 16 23, 13 17 19 20"),),
    ),
    (6, 5): Starter(
        6,
        5,
        (
            _groups(
                "0 6 12 23 25, 1 2 10 24 28, 3 5 13 14 21, 4 9 11 18 19, 7 8 15 17 29, "
                "16 20 22 26 27"
            ),
        ),
    ),
    (7, 3): Starter(
        7,
        3,
        (
            _groups("0 11 15, 1 13 18, 2 8 14, 3 4 6, 5 7 16, 9 10 12, 17 19 20"),
            _groups("0 7 14"),
            _groups("0 8 16"),
            _groups("0 10 20"),
        ),
    ),
    (8, 3): Starter(
        11,
        2,
        (_groups("0 1 3, 2 9 17, 4 11 22, 5 10 16, 6 15 18, 7 20 21, 8 13 23, 12 14 19"),),
    ),
    (8, 4): Starter(
        8,
        4,
        (
            _groups("0 8 9 16, 1 7 11 28, 2 22 27 30, 10 19 21 25"),
            _groups("1 2 8 24, 4 9 15 21, 10 20 23 30, 3 18 27 29"),
            _groups("0 3 21 22, 8 11 29 30"),
        ),
    ),
    (9, 4): Starter(
        11,
        3,
        (
            _groups(
                "0 4 5 19, 1 23 25 28, 2 14 30 31, 3 13 26 34, 6 8 15 27, 7 12 22 35, "
                "9 11 20 29, 10 16 24 33, 17 18 21 32"
            ),
        ),
    ),
    (10, 3): Starter(
        14,
        2,
        (
            _groups(
                "0 20 29, 1 7 15, 2 4 27, 3 12 13, 5 21 24, 6 9 19, 8 23 25, 10 14 22, "
                "11 18 28, 16 17 26"
            ),
        ),
    ),
}
"""(groups, size): what all rounds are turned out of."""
