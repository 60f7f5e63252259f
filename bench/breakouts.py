"""Mixing measured, beside golfy: the cells of :mod:`bench.golfers`, held against what is to be
reached."""

from __future__ import annotations

from collections.abc import Iterator

from bench.alone import Failed, alone, both, each, failures
from bench.golfers import CONTENDERS, LISTED, LONGER, Measured
from bench.table import HEAD, Figure, Row, table, tell, times

SECONDS = 20
"""Within which each cell is to be filled."""

PATIENCE = 90
Cell = tuple[int, int, int]
Found = dict[str, Measured | Failed]


def section(quick: bool) -> Iterator[str]:
    """The part of the page about mixing; a few cells only if it is to be ``quick``."""
    cells = [
        (groups, size, LONGER.get((groups, size), weeks))
        for groups, row in LISTED.items()
        for size, weeks in row.items()
    ]
    found: dict[Cell, Found] = {}
    for cell in cells[: 6 if quick else None]:
        tell("mixing: {} groups of {}, {} weeks".format(*cell))
        found[cell] = {who: alone(solved, who, cell, patience=PATIENCE) for who in CONTENDERS}
    yield "## Mixing"
    yield table(HEAD, [figure.row() for figure in figures(found)])
    yield "### Every cell of the social golfer problem"
    yield table(CELLS_HEAD, cell_rows(found))


def solved(contender: str, cell: Cell) -> Measured:
    """One cell, after a small one, so that loading and compiling is not in its time."""
    solve = CONTENDERS[contender]
    solve(2, 3, 3)
    return solve(*cell)


def figures(found: dict[Cell, Found]) -> Iterator[Figure]:
    """What all cells reach."""
    counts = sorted(groups * size for groups, size, _ in found)
    people = f"{counts[0]}–{counts[-1]}"
    mine = [one["ours"] for one in found.values()]
    yield Figure(people, "a cell: rules broken", 0, each(mine, lambda one: one.broken))
    yield Figure(people, "a cell: people who meet twice", 0, each(mine, lambda one: one.repeats))
    took = each(mine, lambda one: one.seconds / SECONDS)
    yield Figure(people, f"a cell: time taken, of {SECONDS} s", 1, took)


CELLS_HEAD = (
    "groups", "size", "best known weeks", "weeks", "repeats", "golfy: repeats",
    "golfy: time, by ours", "",
)  # fmt: skip


def cell_rows(found: dict[Cell, Found]) -> Iterator[Row]:
    """A row for each cell."""
    for (groups, size, weeks), by in found.items():
        ours, golfy = by["ours"], by["golfy"]
        slower = both(ours, golfy, lambda ours, golfy: golfy.seconds / ours.seconds)
        yield (
            groups,
            size,
            LISTED[groups][size],
            weeks,
            *("–" if isinstance(one, Failed) else one.repeats for one in (ours, golfy)),
            times(None if isinstance(slower, Failed) else slower),
            failures(ours, golfy),
        )
