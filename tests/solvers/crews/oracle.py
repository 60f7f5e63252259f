"""The best that any plan can be, found by trying every one."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from kinweave.solvers.crews.problem import Problem
from kinweave.solvers.validators.crews import Rules

MOST = 8


def best(problem: Problem) -> float:
    """The largest objective over all plans, for at most :data:`MOST` people."""
    return best_crews(problem)[0]


def best_crews(problem: Problem) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """The same, and crews that reach it (the first such, by key)."""
    people = sorted(person.key for person in problem.people)
    if len(people) > MOST:
        raise ValueError(f"{len(people)} people are too many to try every plan")
    rules = Rules(problem)

    @cache
    def worth(crew: tuple[str, ...]) -> float | None:
        scored = rules.score(crew)
        return None if scored is None else scored[0] * len(crew)

    @cache
    def among(rest: tuple[str, ...]) -> tuple[float, tuple[tuple[str, ...], ...]]:
        """Somebody is left out, or in a crew with some of the others; then the rest goes on."""
        if not rest:
            return 0.0, ()
        someone, others = rest[0], rest[1:]
        found = [among(others)]
        for count in range(len(others) + 1):
            for mates in combinations(others, count):
                crew = (someone, *mates)
                here = worth(crew)
                if here is not None:
                    left = tuple(key for key in others if key not in mates)
                    value, crews = among(left)
                    found.append((here + value, (crew, *crews)))
        return max(found, key=lambda plan: plan[0])

    return among(tuple(people))
