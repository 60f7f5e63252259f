"""Meetings of two, measured: ``python -m bench.dyads`` prints the table of its page in docs.

One instance per size and seed, written to a file; each contender reads it in a process of its own
and solves something small first, so that loading and compiling are not in its time. Ratios only:
seconds differ from machine to machine. networkx (requirements of the benches) is passed over where
it is not installed, and above ``PATIENCE`` people, where it would take hours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from kinweave.solvers.dyads import Participant, Problem, pair, rotation
from kinweave.solvers.validators.dyads import freshness, violations

SEEDS = (1, 2, 3, 4, 5)
# People, and the rounds that they have behind them.
ROUNDS = (
    *((60, 12), (61, 12), (150, 12), (151, 12), (150, 140), (151, 140)),
    *((1_500, 12), (1_501, 12), (5_000, 12), (5_001, 12), (15_000, 12), (15_001, 12)),
)
ROTATIONS = (60, 61, 150)
PATIENCE = 151
HALF_HOURS, MEETING = 336, 3


@dataclass(frozen=True, slots=True)
class Measured:
    """What one contender made of one instance. ``broken``: rules it breaks, ours only."""

    seconds: float
    met: int
    objective: float
    bound: float | None = None
    proven: bool = False
    broken: int = 0


def instance(people: int, seed: int, *, rounds_before: int = 12) -> Problem:
    """A community: 45 % in Europe, 37 % in the Americas, 18 % in East Asia and Oceania; evenings
    and weekends, all day, or a few hours; one or two of four languages; ``rounds_before`` rounds
    behind it; one in forty has somebody they would rather not meet."""
    rng = Random(seed)
    keys = [f"p{number:06}" for number in range(people)]
    met: dict[str, dict[str, int]] = {key: {} for key in keys}
    last_trio: dict[str, int] = {}
    for ago in range(rounds_before, 0, -1):
        order = rng.sample(keys, people)
        for one, two in zip(order[::2], order[1::2], strict=False):
            met[one][two] = met[two][one] = ago
        if people % 2:
            for one, two in combinations(order[-3:], 2):
                met[one][two] = met[two][one] = ago
            last_trio.update(dict.fromkeys(order[-3:], ago))
    return Problem(
        tuple(
            Participant(
                key,
                _languages(rng),
                _starts(rng),
                frozenset({rng.choice(keys)} - {key}) if rng.random() < 1 / 40 else frozenset(),
                tuple(sorted(met[key].items())),
                last_trio.get(key),
            )
            for key in keys
        )
    )


def _languages(rng: Random) -> frozenset[str]:
    spoken = rng.choices(["en", "es", "fr", "de"], [60, 18, 12, 10], k=rng.choice([1, 2]))
    return frozenset(spoken)


def _starts(rng: Random) -> int:
    """The half hours of the week, in UTC, at which somebody could begin to talk."""
    zone = rng.choices([rng.randint(0, 6), rng.randint(-16, -6), rng.randint(14, 24)], [45, 37, 18])
    kind = rng.choices(["evenings", "any", "few"], [62, 23, 15])[0]
    free = 0
    for half_hour in range(HALF_HOURS):
        day, clock = divmod(half_hour, 48)
        open_ = {
            "evenings": 36 <= clock < 44 or (day > 4 and 18 <= clock < 44),
            "any": 16 <= clock < 44,
            "few": 24 <= clock < 44,
        }[kind]
        likely = {"evenings": 0.75, "any": 0.85, "few": 0.08}[kind]
        if open_ and rng.random() < likely:
            length = MEETING if kind == "few" else 1
            for step in range(length):
                free |= 1 << (half_hour + step - zone[0]) % HALF_HOURS
    starts = free
    for step in range(1, MEETING):
        starts &= free >> step | free << (HALF_HOURS - step)
    return starts & ((1 << HALF_HOURS) - 1)


def ours(problem: Problem) -> Measured:
    """One round."""
    began = perf_counter()
    found = pair(problem)
    seconds = perf_counter() - began
    quality = found.quality
    met = len(problem.participants) - len(found.left_over)
    # The check takes each pair of people who are left over in turn.
    broken = len(violations(problem, found)) if len(found.left_over) < 500 else 0
    return Measured(seconds, met, quality.objective, quality.bound, quality.proven, broken)


def networkx(problem: Problem) -> Measured:
    """The same graph and weights, matched by ``max_weight_matching``; trios it does not know."""
    import networkx as nx

    people = sorted(problem.participants, key=lambda person: person.key)
    began = perf_counter()
    graph = nx.Graph()
    graph.add_nodes_from(person.key for person in people)
    met = {(person.key, key): ago for person in people for key, ago in person.met}
    for one, two in combinations(people, 2):
        if (
            one.languages & two.languages
            and (one.times or 0) & (two.times or 0)
            and two.key not in one.apart
            and one.key not in two.apart
        ):
            graph.add_edge(one.key, two.key, weight=freshness(met.get((one.key, two.key))))
    mates = nx.max_weight_matching(graph, maxcardinality=True)
    seconds = perf_counter() - began
    fresh = sum(2 * graph.edges[two]["weight"] for two in mates)
    return Measured(seconds, 2 * len(mates), fresh / 1_000_000)


def whole_rotation(problem: Problem) -> Measured:
    """Until everybody met: ``objective`` and ``bound`` are rounds, the fewer the better."""
    began = perf_counter()
    found = rotation(problem)
    seconds = perf_counter() - began
    broken = len(violations(problem, found, everyone=True))
    count = len(found.rounds)
    return Measured(seconds, count, count, found.fewest, found.quality.proven, broken)


CONTENDERS: dict[str, Callable[[Problem], Measured]] = {
    "kinweave": ours,
    "networkx": networkx,
    "rotation": whole_rotation,
}


def measure(contender: str, problem: Problem) -> Measured:
    """Let a contender solve an instance in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([_plain(person) for person in problem.participants], file)
        file.flush()
        command = [sys.executable, "-m", "bench.dyads", "--alone", contender, file.name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Measured(**json.loads(done.stdout))


def _plain(person: Participant) -> dict[str, object]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(person).items()
    }


def _alone(contender: str, path: Path) -> None:
    people = []
    for fields in json.loads(path.read_text()):
        for name in ("languages", "apart", "absent"):
            fields[name] = frozenset(fields[name])
        fields["met"] = tuple((key, ago) for key, ago in fields["met"])
        people.append(Participant(**fields))
    solve = CONTENDERS[contender]
    for warm in (8, 40, 41):
        solve(instance(warm, 0))
    print(json.dumps(asdict(solve(Problem(tuple(people))))))


def rows() -> Iterator[tuple[str, ...]]:
    """The table: a row for one round of each size, then one for a rotation of each size."""
    yield ("what", "people", "time", "of the bound", "proven", "left over", "rules broken")
    yield ("---",) * 7
    unit = None
    for size, past in ROUNDS:
        what = f"one round after {past}"
        problems = [instance(size, seed, rounds_before=past) for seed in SEEDS]
        mine = [measure("kinweave", problem) for problem in problems]
        seconds = median(one.seconds for one in mine)
        unit = unit or seconds
        yield _row(what, size, seconds / unit, mine)
        if size <= PATIENCE and find_spec("networkx"):
            theirs = [measure("networkx", problem) for problem in problems]
            slower = median(b.seconds / a.seconds for a, b in zip(mine, theirs, strict=True))
            short = [
                Measured(b.seconds, b.met, b.objective, a.bound)
                for a, b in zip(mine, theirs, strict=True)
            ]
            yield _row("… by networkx", size, slower * seconds / unit, short)
    for size in ROTATIONS:
        mine = [measure("rotation", instance(size, seed)) for seed in SEEDS]
        seconds = median(one.seconds for one in mine)
        yield (
            "whole rotation",
            f"{size}",
            f"{seconds / (unit or 1):.1f}×",
            "+" + "/".join(f"{int(one.objective - (one.bound or 0))}" for one in mine) + " rounds",
            f"{sum(one.proven for one in mine)} of {len(mine)}",
            "",
            f"{sum(one.broken for one in mine)}",
        )


def _row(what: str, size: int, ratio: float, some: list[Measured]) -> tuple[str, ...]:
    shares = [one.objective / one.bound for one in some if one.bound]
    return (
        what,
        f"{size}",
        f"{ratio:.1f}×",
        f"{min(shares):.2%}",
        f"{sum(one.proven for one in some)} of {len(some)}",
        f"{median(size - one.met for one in some):.0f}",
        f"{sum(one.broken for one in some)}",
    )


def main() -> None:
    """Print the table, or (``--alone``) let one contender solve one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alone", nargs=2, metavar=("CONTENDER", "FILE"), help=argparse.SUPPRESS)
    alone = parser.parse_args().alone
    if alone:
        _alone(alone[0], Path(alone[1]))
        return
    for row in rows():
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
