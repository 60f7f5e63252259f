"""A problem as arrays. People are rows; the seed decides which row is whose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.dyads.problem import Participant, Problem, ProblemError

# What a first meeting is worth; everything about freshness is a whole number of millionths.
NEVER = 1_000_000
# Who met this many rounds ago: half of what a second meeting can ever be worth.
HALF_LIFE = 4
# To be the odd one again after one round weighs this much, after r rounds 1/r of it.
AT_ONCE = 10_000

Rows = NDArray[np.int64]
Ago = TypeVar("Ago", int, Rows)


class Known(NamedTuple):
    """Who may meet whom, and how fresh that would be: what the compiled loops read.

    ``masks`` (people × words): bits, those of languages in the first ``split`` words, those of
    times in the others. The people whom row i has met or may not meet are
    ``other[begins[i]:begins[i + 1]]``, sorted, and ``worth`` says what meeting them is worth, 0
    where they may not. Everybody else is worth :data:`NEVER`.
    """

    masks: NDArray[np.uint64]
    split: int
    begins: Rows
    other: Rows
    worth: Rows


@dataclass(frozen=True, slots=True)
class Relations:
    """Pairs of rows and how many rounds ago they met; 0: they may not meet. May repeat."""

    one: Rows
    two: Rows
    ago: Rows

    def plus(self, one: Rows, two: Rows, ago: Rows) -> Relations:
        """These and more."""
        return Relations(
            np.concatenate((self.one, one)),
            np.concatenate((self.two, two)),
            np.concatenate((self.ago, ago)),
        )

    def split(self) -> tuple[Relations, Relations]:
        """Those who may not meet, and those who have met."""
        met = self.ago > 0
        apart, past = (
            Relations(self.one[use], self.two[use], self.ago[use]) for use in (~met, met)
        )
        return apart, past

    def latest(self, count: int, groups: Iterable[tuple[int, ...]]) -> dict[tuple[int, int], int]:
        """How many rounds ago two of a group last met, the lower row first, for those who have.
        ``count``: how many rows there are."""
        asked = [two for group in groups for two in combinations(group, 2)]
        ends = np.sort(np.array(asked, dtype=np.int64).reshape(-1, 2), axis=1)
        names = np.minimum(self.one, self.two) * count + np.maximum(self.one, self.two)
        use = (self.ago > 0) & np.isin(names, ends[:, 0] * count + ends[:, 1])
        latest: dict[tuple[int, int], int] = {}
        for name, ago in zip(names[use].tolist(), self.ago[use].tolist(), strict=True):
            two = divmod(name, count)
            latest[two] = min(ago, latest.get(two, ago))
        return latest


@dataclass(frozen=True, slots=True)
class Tables:
    """``people``: row by row. ``last_trio``: rounds ago, 0 for never."""

    people: tuple[Participant, ...]
    masks: NDArray[np.uint64]
    split: int
    relations: Relations
    last_trio: Rows

    def known(self, relations: Relations) -> Known:
        """The arrays for these relations, of which the hardest, then the latest, counts."""
        count = len(self.people)
        one = np.concatenate((relations.one, relations.two))
        two = np.concatenate((relations.two, relations.one))
        ago = np.concatenate((relations.ago, relations.ago))
        order = np.lexsort((ago, two, one))
        one, two, ago = one[order], two[order], ago[order]
        first = np.ones(len(one), dtype=bool)
        first[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1])
        begins = np.searchsorted(one[first], np.arange(count + 1))
        return Known(self.masks, self.split, begins, two[first], worth_after(ago[first]))


def worth_after(ago: Ago) -> Ago:
    """What meeting again so many rounds later is worth, in millionths; 0 for 0."""
    return NEVER * ago // (2 * (ago + HALF_LIFE))


def burdens(last_trio: Rows) -> Rows:
    """How much each would mind being in a trio or left over, from how long ago it was."""
    return np.where(last_trio > 0, np.maximum(1, AT_ONCE // np.maximum(1, last_trio)), 0)


def tabulate(problem: Problem, seed: int) -> Tables:
    """Check the problem and turn it into arrays; the order of its people is of no effect."""
    people = sorted(problem.participants, key=lambda person: person.key)
    for one, two in pairwise(people):
        if one.key == two.key:
            raise ProblemError("two people have one key", one.key)
    for person in people:
        _check(person)
    people = [people[row] for row in np.random.default_rng(seed).permutation(len(people))]
    languages = _bits(_spoken(people))
    times = _bits([person.times for person in people])
    return Tables(
        tuple(people),
        np.concatenate((languages, times), axis=1),
        languages.shape[1],
        _relations(people),
        np.array([person.last_trio or 0 for person in people], dtype=np.int64),
    )


def _check(person: Participant) -> None:
    if person.key in person.apart or any(key == person.key for key, _ in person.met):
        raise ProblemError("somebody is named as met or apart by themselves", person.key)
    if any(ago < 1 for _, ago in person.met) or (
        person.last_trio is not None and person.last_trio < 1
    ):
        raise ProblemError("the last round was 1 round ago, not fewer", person.key)
    if person.times is not None and person.times < 0:
        raise ProblemError("times are bits, never negative", person.key)
    if any(number < 0 for number in person.absent):
        raise ProblemError("rounds are counted from 0", person.key)


def _spoken(people: list[Participant]) -> list[int | None]:
    spoken = sorted(set().union(*(person.languages for person in people)))
    bit = {language: 1 << place for place, language in enumerate(spoken)}
    return [sum(bit[language] for language in person.languages) or None for person in people]


def _bits(numbers: Iterable[int | None]) -> NDArray[np.uint64]:
    """Integers as rows of 64-bit words; ``None`` as a row of ones."""
    numbers = list(numbers)
    longest = max((number.bit_length() for number in numbers if number is not None), default=0)
    words = max(1, -(-longest // 64))
    ones = (1 << 64 * words) - 1
    raw = b"".join(
        (ones if number is None else number).to_bytes(8 * words, "little") for number in numbers
    )
    return np.frombuffer(raw, dtype="<u8").astype(np.uint64).reshape(len(numbers), words)


def _relations(people: list[Participant]) -> Relations:
    row = {person.key: number for number, person in enumerate(people)}
    found = [
        number
        for person in people
        for key, ago in (*((key, 0) for key in person.apart), *person.met)
        if key in row
        for number in (row[person.key], row[key], ago)
    ]
    one, two, ago = np.array(found, dtype=np.int64).reshape(-1, 3).T
    return Relations(one, two, ago)
