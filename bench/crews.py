"""Crews measured: what is to be reached, and what others make of the same people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import first, grown, peers, runs, telling
from bench.alone import Failed, alone, both
from bench.instances import FOLDER
from bench.peers.told import Told
from bench.reach import (
    PEERS_HEAD,
    REACH,
    Peer,
    Reach,
    Seen,
    Try,
    figures,
    peer_rows,
    rules_broken,
)
from bench.runs import Proposed
from bench.table import HEAD, table, tell

SIZES = tuple(dict.fromkeys(reach.people for reach in REACH))
SEEDS_FOR = {100_000: 2}
"""Sizes that are measured with the first few seeds only, because each takes minutes."""

GROWN = 1_500
"""More people than the engine does a column generation for, but not too many to do one here."""
GROWN_SEEDS = (1,)
"""For these seeds only, because each takes minutes."""

PEERS = {
    60: {"chunks": 1, "team_formation": 10, "cp_sat": 15},
    150: {"chunks": 1, "team_formation": 30, "cp_sat": 60},
}
"""For each size the seconds that others have: modules of :mod:`bench.peers`."""


def section(sizes: Sequence[int], seeds: Sequence[int]) -> Iterator[str]:
    """The part of the page about crews."""
    seen = list(_everything(sizes, seeds))
    if not seen:
        return
    yield "## Crews"
    yield table(HEAD, [figure.row() for figure in figures(seen)])
    if broken := rules_broken(seen):
        yield f"Rules broken: {broken}."
    yield _first_start()
    if rows := list(peer_rows(seen)):
        yield "### Crews by others: the same people, our score"
        yield table(PEERS_HEAD, rows)


def _everything(sizes: Sequence[int], seeds: Sequence[int]) -> Iterator[Seen]:
    with TemporaryDirectory() as folder:
        for people in (size for size in SIZES if size in sizes):
            for seed in seeds[: SEEDS_FOR.get(people)]:
                tell(f"crews: {people:,} people, seed {seed}")
                yield _instance(people, seed, FOLDER / f"{people}-{seed}.npz", Path(folder))


def _instance(people: int, seed: int, path: Path, folder: Path) -> Seen:
    """All contenders in turn."""
    alone(runs.prepare, path, patience=300)
    tries = {reach: _try(reach, path, folder) for reach in REACH if reach.people == people}
    plans = [one.proposed for one in tries.values() if isinstance(one.proposed, Proposed)]
    bounds = [plan.bound for plan in plans if plan.bound is not None]
    bound: float | Failed = min(bounds, default=Failed("no bound was sought"))
    if people == GROWN and seed in GROWN_SEEDS:
        tell("crews: what a column generation ends at")
        bound = alone(grown.grown, path, patience=900)
    asked = PEERS.get(people, {})
    told = alone(telling.told, path, patience=60) if asked else Failed("not told")
    others = {peer: _peer(peer, path, told, seconds) for peer, seconds in asked.items()}
    return Seen(people, bound, tries, others)


def _try(reach: Reach, path: Path, folder: Path) -> Try:
    plan, other, mended = (folder / name for name in ("plan", "other", "mended"))
    # To load, to warm up and to check take their time too.
    patience = 60 + 4 * reach.seconds + reach.people / 200
    proposed = alone(runs.propose, path, reach.seconds, plan, patience=patience)
    if isinstance(proposed, Failed):
        return Try(proposed)
    tried = Try(proposed, alone(runs.check, path, plan, patience=patience))
    if reach.again:
        tried.again = alone(runs.propose, path, reach.seconds, other, True, patience=patience)
    if reach.repaired:
        tried.repaired = alone(runs.repair, path, reach.seconds, plan, mended, patience=patience)
        tried.repair_checked = alone(runs.check, path, mended, plan, patience=patience)
    return tried


def _peer(peer: str, path: Path, told: Told | Failed, seconds: float) -> Peer | Failed:
    if isinstance(told, Failed):
        return told
    found = alone(peers.ask, peer, told, seconds, patience=60 + 3 * seconds)
    if isinstance(found, Failed):
        return found
    scored = alone(runs.score, path, found[1], patience=60)
    return scored if isinstance(scored, Failed) else Peer(found[0], scored)


def _first_start() -> str:
    """How much longer than a later start the first takes, which compiles."""
    tell("crews: a first start")
    with TemporaryDirectory() as cache:
        cold, warm = (alone(first.start, Path(cache), patience=600) for _ in range(2))
    ratio = both(cold, warm, lambda cold, warm: cold / warm)
    if isinstance(ratio, Failed):
        return f"A first start, which compiles, was not measured: {ratio.why}."
    return (
        "A first start on a machine, which compiles (import, then crews for 100), "
        f"takes {ratio:.0f} times as long as a later one."
    )
