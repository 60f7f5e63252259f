"""What is done to one instance of crews in a process of its own: propose, repair, check, score.

Instances and plans are handed over as files, so that the process that waits stays small.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil
from pathlib import Path
from random import Random
from time import perf_counter

from bench.alone import peak_memory
from bench.instances import load, make, save
from kinweave.solvers.crews import propose as engine
from kinweave.solvers.crews import repair as mend
from kinweave.solvers.crews.problem import Plan, Problem
from kinweave.solvers.running import Allowance
from kinweave.solvers.validators.crews import Rules, violations

WHOLE = 300
"""Up to so many people the engine looks at all at once, above in blocks: other code to warm up."""
DECLINE = 0.05


@dataclass(frozen=True, slots=True)
class Proposed:
    """One plan. ``seconds``: of the call alone. ``memory``: bytes, of the whole process at its
    peak. ``told``: a digest of all that the plan says."""

    seconds: float
    memory: int
    objective: float
    bound: float | None
    proven: bool
    placed: int
    told: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """One plan after declines. ``others``: those who had a crew and stay; of these ``parted``
    are without somebody who was in their crew and stays too, and ``waiting`` have no crew."""

    seconds: float
    others: int
    parted: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Scored:
    """What groups are worth by our rules: those that break one are worth nothing."""

    objective: float
    placed: int
    broken: int


def prepare(path: Path) -> None:
    """Make the instance, if it is not there: ``<people>-<seed>.npz``."""
    if not path.exists():
        people, seed = map(int, path.stem.split("-"))
        path.parent.mkdir(exist_ok=True)
        save(make(people, seed), path)


def propose(path: Path, seconds: float, plan: Path, shuffled: bool = False) -> Proposed:
    """The engine's plan, written to ``plan``; ``shuffled``: people come in another order."""
    problem = load(path)
    warm_up(large=len(problem.people) > WHOLE)
    if shuffled:
        people = Random(0).sample(problem.people, len(problem.people))
        problem = replace(problem, people=tuple(people))
    began = perf_counter()
    found = engine.propose(problem, seed=0, allowance=Allowance(seconds))
    took = perf_counter() - began
    memory = peak_memory()
    plan.write_bytes(pickle.dumps(found))
    return Proposed(
        took,
        memory,
        found.quality.objective,
        found.quality.bound,
        found.quality.proven,
        sum(len(crew.members) for crew in found.crews),
        sha256(repr(found).encode()).hexdigest(),
    )


def warm_up(*, large: bool) -> None:
    """Load or compile what a run needs, which for a ``large`` problem is other code too."""
    for people in (100, 2 * WHOLE) if large else (100,):
        small = make(people, 0)
        plan = engine.propose(small, seed=0, allowance=Allowance(0.2))
        mend.repair(small, plan, declined=declining(plan, 1), seed=0, allowance=Allowance(0.2))


def repair(path: Path, seconds: float, before: Path, after: Path) -> Repaired:
    """The plan in ``before`` without 5 % of those in its crews, written to ``after``."""
    problem = load(path)
    warm_up(large=len(problem.people) > WHOLE)
    plan = _read(before)
    declined = declining(plan, seed=0)
    began = perf_counter()
    found = mend.repair(problem, plan, declined=declined, seed=0, allowance=Allowance(seconds))
    took = perf_counter() - began
    after.write_bytes(pickle.dumps(found))
    stay = [[frozenset(crew.members) - declined for crew in made.crews] for made in (plan, found)]
    return Repaired(took, sum(map(len, stay[0])), *disturbed(*stay))


def declining(plan: Plan, seed: int) -> frozenset[str]:
    """One in twenty of those in crews, rounded up."""
    placed = sorted(key for crew in plan.crews for key in crew.members)
    return frozenset(Random(seed).sample(placed, ceil(DECLINE * len(placed))))


def disturbed(
    before: Collection[frozenset[str]], after: Collection[frozenset[str]]
) -> tuple[int, int]:
    """How many are without one of their crewmates of before, and how many of these without any
    crew, counting those who had one and leaving out whoever declined, in both."""
    now = {key: crew for crew in after for key in crew}
    alone: frozenset[str] = frozenset()
    parted = sum(not crew <= now.get(key, alone) for crew in before for key in crew)
    waiting = sum(key not in now for crew in before for key in crew)
    return parted, waiting


def check(path: Path, plan: Path, declined_from: Path | None = None) -> dict[str, int]:
    """How often the plan breaks which rule; a repaired one, of the problem of those who stay."""
    problem = load(path)
    if declined_from:
        problem = without(problem, declining(_read(declined_from), seed=0))
    return dict(Counter(one.kind for one in violations(problem, _read(plan))))


def without(problem: Problem, declined: frozenset[str]) -> Problem:
    """The problem of those who stay."""
    return replace(
        problem,
        people=tuple(person for person in problem.people if person.key not in declined),
        calls=tuple(call for call in problem.calls if call.caller not in declined),
    )


def _read(path: Path) -> Plan:
    plan: Plan = pickle.loads(path.read_bytes())  # noqa: S301 - written by us a moment ago
    return plan


def score(path: Path, groups: list[list[str]]) -> Scored:
    """The groups held against our rules. Who is in a second group breaks one there."""
    rules = Rules(load(path))
    seen: set[str] = set()
    objective, placed, broken = 0.0, 0, 0
    for group in groups:
        worth = None if seen & set(group) else rules.score(group)
        seen |= set(group)
        if worth is None:
            broken += 1
        else:
            objective += worth[0] * len(group)
            placed += len(group)
    return Scored(objective, placed, broken)
