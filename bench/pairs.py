"""Dyads measured, beside networkx: what :mod:`bench.dyads` tries, held against what is to be
reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.alone import Failed, alone, both, each, failures
from bench.dyads import CONTENDERS, PATIENCE, Measured, instance
from bench.table import HEAD, Figure, Row, median_of, per_cent, table, tell, times

SECONDS = 1
"""Within which a round of up to 1,500 people is to be made, the best there is."""

ROUNDS = (
    *((60, 12), (61, 12), (150, 12), (151, 12), (150, 140), (151, 140)),
    *((1_500, 12), (1_501, 12), (15_000, 12), (15_001, 12)),
)
"""People, and the rounds they have behind them."""

PROVEN_UP_TO = 1_501
ROTATIONS = (60, 61, 150)
SIZES = tuple(sorted({people for people, _ in ROUNDS}))
SEEDS_FOR = {15_000: 2, 15_001: 2}

Found = list[Measured | Failed]


def section(sizes: Sequence[int], seeds: Sequence[int]) -> Iterator[str]:
    """The part of the page about dyads."""
    rounds: dict[tuple[int, int], tuple[Found, Found]] = {}
    for people, past in ROUNDS:
        if people in sizes:
            tell(f"dyads: {people:,} people, {past} rounds behind them")
            mine, theirs = rounds.setdefault((people, past), ([], []))
            for seed in seeds[: SEEDS_FOR.get(people)]:
                mine.append(_alone("kinweave", people, seed, past))
                if people <= PATIENCE:
                    theirs.append(_alone("networkx", people, seed, past))
    rotations: dict[int, Found] = {}
    for people in (people for people in ROTATIONS if people in sizes):
        tell(f"dyads: a rotation of {people}")
        rotations[people] = [_alone("rotation", people, seed, 12) for seed in seeds]

    shown = [one for asked, (mine, _) in rounds.items() for one in round_figures(*asked, mine)]
    shown += [one for people, some in rotations.items() for one in rotation_figures(people, some)]
    if shown:
        yield "## Dyads"
        yield table(HEAD, [figure.row() for figure in shown])
    rows = [_peer_row(*asked, mine, theirs) for asked, (mine, theirs) in rounds.items() if theirs]
    if rows:
        yield "### Dyads by networkx: the same graph and weights"
        yield table(("people", "rounds behind", "of ours", "paired", "time, by ours", ""), rows)


def _alone(contender: str, people: int, seed: int, past: int) -> Measured | Failed:
    return alone(solved, contender, people, seed, past, patience=60 + people / 50)


def solved(contender: str, people: int, seed: int, past: int) -> Measured:
    """One instance, after some small ones, so that loading and compiling is not in its time."""
    solve = CONTENDERS[contender]
    for small in (8, 40, 41):
        solve(instance(small, 0))
    return solve(instance(people, seed, rounds_before=past))


def round_figures(people: int, past: int, found: Found) -> Iterator[Figure]:
    """What one round reaches; above ``PROVEN_UP_TO`` people it is told, and nothing is asked."""
    of = f"one round after {past}: {{}}".format
    asked = people <= PROVEN_UP_TO
    yield Figure(f"{people:,}", of("rules broken"), 0, each(found, lambda one: one.broken))
    yield Figure(
        f"{people:,}",
        of("proven to be the best" if asked else "of the bound"),
        1 if asked else None,
        each(found, lambda one: float(one.proven) if asked else one.objective / (one.bound or 1)),
        least=True,
        share=True,
    )
    took = each(found, lambda one: one.seconds / SECONDS)
    yield Figure(f"{people:,}", of(f"time taken, of {SECONDS} s"), 1 if asked else None, took)


def rotation_figures(people: int, found: Found) -> Iterator[Figure]:
    """What a rotation reaches in which everybody meets everybody they may, once."""
    of = "rotation: {}".format
    yield Figure(f"{people:,}", of("rules broken"), 0, each(found, lambda one: one.broken))
    more = each(found, lambda one: one.objective - (one.bound or 0))
    yield Figure(f"{people:,}", of("rounds more than somebody has people to meet"), 1, more)


def _peer_row(people: int, past: int, mine: Found, theirs: Found) -> Row:
    pairs = list(zip(mine, theirs, strict=True))
    worth = [both(*pair, lambda ours, other: other.objective / ours.objective) for pair in pairs]
    slower = [both(*pair, lambda ours, other: other.seconds / ours.seconds) for pair in pairs]
    paired = each(theirs, lambda one: one.met / people)
    return (
        f"{people:,}",
        past,
        per_cent(median_of(worth)),
        per_cent(median_of(paired)),
        times(median_of(slower)),
        failures(*mine, *theirs),
    )
