"""Groups for many weeks, measured: ``python -m bench.golfers`` prints the table of its page.

For each number of groups and size from three to ten: the weeks that are known to be possible
without anybody meeting twice, the repeats that the validator counts in ours, and the seconds it
took. Each cell is a process of its own, which mixes something small first, so that loading and
compiling are not in its time. golfy (requirements of the benches) is passed over where it is not
installed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from time import perf_counter

from kinweave.solvers.mixing import Participant, Problem, plan
from kinweave.solvers.validators.mixing import violations

LISTED = {
    3: {3: 4},
    4: {3: 4, 4: 5},
    5: {3: 7, 4: 5, 5: 6},
    6: {3: 8, 4: 7, 5: 6, 6: 3},
    7: {3: 10, 4: 9, 5: 7, 6: 7, 7: 8},
    8: {3: 11, 4: 10, 5: 8, 6: 8, 7: 8, 8: 9},
    9: {3: 13, 4: 11, 5: 9, 6: 9, 7: 9, 8: 9, 9: 10},
    10: {3: 14, 4: 13, 5: 9, 6: 7, 7: 7, 8: 5, 9: 5, 10: 4},
}
"""groups: {size: weeks}, the best known of the usual list, which goes back to Harvey's (2002)."""

LONGER = {(10, 5): 10, (10, 6): 8, (10, 7): 8, (10, 8): 8}
"""Where we have more."""

PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender's weeks for one cell. ``repeats``: meetings beyond the first of a pair;
    ``broken``: rules the validator found broken, ours only."""

    seconds: float
    repeats: int
    broken: int = 0


def repeats(groups: Iterable[Iterable[object]]) -> int:
    """How many meetings are not the first of their pair."""
    times = Counter(frozenset(pair) for group in groups for pair in combinations(group, 2))
    return times.total() - len(times)


def ours(groups: int, size: int, weeks: int) -> Measured:
    """Mixed by the solver, checked by the validator."""
    people = tuple(Participant(f"p{number:03}") for number in range(groups * size))
    problem = Problem(people, weeks, (size,))
    began = perf_counter()
    found = plan(problem)
    seconds = perf_counter() - began
    met = repeats(group.members for one in found.rounds for group in one.groups)
    return Measured(seconds, met, len(violations(problem, found)))


def golfy(groups: int, size: int, weeks: int) -> Measured:
    """The same, by golfy: peptides for people, pools for groups, replicates for weeks."""
    from golfy import find_best_design

    began = perf_counter()
    made = find_best_design(groups * size, size, weeks)
    seconds = perf_counter() - began
    pools = [pool for pools in made.assignments.values() for pool in pools.values()]
    return Measured(seconds, repeats(pools))


CONTENDERS = {"ours": ours, "golfy": golfy}


def apart(contender: str, cell: tuple[int, int, int]) -> Measured | None:
    """Measured in a process of its own; ``None`` if it took more than ``PATIENCE`` seconds."""
    command = [sys.executable, "-m", "bench.golfers", "--one", contender, "-".join(map(str, cell))]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    return Measured(**json.loads(done.stdout))


def cells(wanted: str | None) -> list[tuple[int, int, int]]:
    """Those of ``8-4-10,…``, or all."""
    if wanted:
        return [tuple(map(int, cell.split("-"))) for cell in wanted.split(",")]  # type: ignore[misc]
    return [
        (groups, size, LONGER.get((groups, size), weeks))
        for groups, row in LISTED.items()
        for size, weeks in row.items()
    ]


def main(argv: list[str] | None = None) -> int:
    """Print the table; exit with 1 if a cell repeats or breaks a rule."""
    parser = argparse.ArgumentParser(description="The cells of the social golfer problem.")
    parser.add_argument("--cells", help="some of them only: groups-size-weeks,…")
    parser.add_argument("--json", type=Path, help="where to write the figures too")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.one:
        contender, cell = options.one
        if contender == "ours":
            ours(2, 3, 3)
        print(json.dumps(asdict(CONTENDERS[contender](*map(int, cell.split("-"))))))
        return 0

    peers = [name for name in CONTENDERS if name == "ours" or find_spec(name)]
    rows = []
    print(
        "| groups | size | listed weeks | weeks | repeats | seconds | golfy: repeats | times ours |"
    )
    print("| --: | --: | --: | --: | --: | --: | --: | --: |")
    for groups, size, weeks in cells(options.cells):
        found = {name: apart(name, (groups, size, weeks)) for name in peers}
        mine, peer = found["ours"], found.get("golfy")
        listed = LISTED.get(groups, {}).get(size, "")
        row = [groups, size, listed, weeks]
        row += [mine.repeats, f"{mine.seconds:.2f}"] if mine else ["late", "late"]
        if peer and mine:
            row += [peer.repeats, f"{peer.seconds / mine.seconds:.0f}"]
        else:
            row += ["late" if "golfy" in found else "–"] * 2
        print("|", " | ".join(map(str, row)), "|", flush=True)
        measured = {name: asdict(one) if one else None for name, one in found.items()}
        rows.append({"groups": groups, "size": size, "weeks": weeks, **measured})
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    good = [row["ours"] and row["ours"]["repeats"] + row["ours"]["broken"] == 0 for row in rows]
    print(f"\n{sum(map(bool, good))} of {len(good)} without a repeat, every rule kept")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
