"""The problem as arrays: people by number, in the order of their keys."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kinweave.solvers.mixing.problem import Problem, ProblemError

APART = 10_000
"""How often a pair that must not meet counts as having met: more than any plan can outweigh."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tables:
    """``n`` people and ``rounds`` rounds, everything by number.

    ``masks``: (n,) the languages of each person as bits, the bit of ``languages[i]`` being
    ``1 << i``; all bits for those who named none. ``named``: (n,) who named any. ``present``:
    (rounds, n) booleans.
    ``before``: (n, n) how often a pair has met before, or :data:`APART`; int16.
    """

    keys: tuple[str, ...]
    rounds: int
    sizes: tuple[int, ...]
    languages: tuple[str, ...]
    masks: Ints
    named: npt.NDArray[np.bool_]
    present: npt.NDArray[np.bool_]
    before: npt.NDArray[np.int16]

    @property
    def one_language(self) -> bool:
        """Whether everybody can talk with everybody, so that languages ask nothing."""
        return self.masks.size == 0 or bool(np.bitwise_and.reduce(self.masks))


def tables(problem: Problem) -> Tables:
    """Check the problem and number its people; raise :class:`ProblemError` if it contradicts
    itself (a key twice, no rounds, no sizes, a round that does not exist)."""
    people = sorted(problem.participants, key=lambda p: p.key)
    keys = tuple(p.key for p in people)
    number = {key: i for i, key in enumerate(keys)}
    if len(number) < len(keys):
        twice = sorted({a for a, b in pairwise(keys) if a == b})
        raise ProblemError("somebody is there twice", *twice)
    if problem.rounds < 1:
        raise ProblemError("there must be at least one round")
    if not problem.sizes or min(problem.sizes) < 2:
        raise ProblemError("groups need a size of at least 2")
    lost = [p.key for p in people if any(not 0 <= r < problem.rounds for r in p.absent)]
    if lost:
        raise ProblemError("somebody is absent in a round that does not exist", *lost)

    languages = tuple(sorted(frozenset().union(*(p.languages for p in people))))
    if len(languages) > 62:
        raise ProblemError("there are more than 62 languages")
    everything = (1 << max(len(languages), 1)) - 1
    bit = {language: 1 << i for i, language in enumerate(languages)}
    masks = np.array(
        [sum(bit[code] for code in p.languages) or everything for p in people], np.int64
    )
    named = np.array([bool(p.languages) for p in people], np.bool_)
    present = np.ones((problem.rounds, len(people)), np.bool_)
    before = np.zeros((len(people), len(people)), np.int16)
    for i, person in enumerate(people):
        present[list(person.absent), i] = False
        for key in person.met & number.keys() - {person.key}:
            before[i, number[key]] = before[number[key], i] = 1
    for i, person in enumerate(people):
        for key in person.apart & number.keys() - {person.key}:
            before[i, number[key]] = before[number[key], i] = APART
    sizes = tuple(dict.fromkeys(problem.sizes))
    return Tables(keys, problem.rounds, sizes, languages, masks, named, present, before)
