"""Groups for many weeks: what is known to be possible without anybody meeting twice, and what
ours and golfy make of it.

For each number of groups and size from three to ten the weeks; what is measured of a cell are the
seconds, and the repeats that are counted apart from the solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
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
