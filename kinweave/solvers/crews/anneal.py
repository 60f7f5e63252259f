"""Search by annealing: start from nothing, move people between crews, cool down.

Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) over three moves, each towards somebody
from a person's own short list of likely crewmates: join their crew, change places with one of
their crew, or begin a crew with them. A crew that has not enough people yet counts for half, so
that one can be built person by person; when all is done such crews are dissolved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kinweave.solvers.crews.packing import Members
from kinweave.solvers.crews.score import (
    NEVER,
    TIME,
    Block,
    common_times,
    crew_value,
    depth,
    is_large_enough,
    mean_between,
    wish_between,
    with_time,
    without_time,
)
from kinweave.solvers.crews.tables import MOST
from kinweave.solvers.running import Run

NOBODY = -1
# Temperatures, in worth of a crew: where a search from nothing begins, where a good plan is
# stirred, where hardly anything is worse than it was, and where nothing gets worse.
HOT, WARM, COLD, FROZEN = 0.10, 0.05, 0.025, 0.003
_CREWMATES = 64
# A run asks so often whether to stop; so many slices at its end are frozen.
_SLICES = 20
_LAST_SLICES = 2
_UNFINISHED = 0.5

Rows = NDArray[np.int32]


@dataclass(slots=True)
class State:
    """Who of a block is in which crew, as the search moves them.

    ``crew_of`` (N): a crew or :data:`NOBODY`. ``members`` (crews × MOST), ``size``, ``value``
    (crews): only the first ``size`` places of a row count.
    """

    crew_of: Rows
    members: Rows
    size: Rows
    value: NDArray[np.float64]

    @classmethod
    def of(cls, people: int, crews: list[list[int]], smallest: int) -> State:
        """A state of ``people`` rows with the given crews, values not yet computed, and room."""
        room = people // smallest + len(crews) + 8
        state = cls(
            np.full(people, NOBODY, dtype=np.int32),
            np.full((room, MOST), NOBODY, dtype=np.int32),
            np.zeros(room, dtype=np.int32),
            np.zeros(room),
        )
        for number, crew in enumerate(crews):
            state.members[number, : len(crew)] = crew
            state.size[number] = len(crew)
            state.crew_of[crew] = number
        return state

    def crews(self) -> list[list[int]]:
        """The crews, each sorted, in order of their first member."""
        found = [
            sorted(self.members[number, : self.size[number]].tolist())
            for number in np.flatnonzero(self.size).tolist()
        ]
        return sorted(found)


@njit(cache=True, nogil=True)
def draw(random):
    """The next number of ``random`` (one word of state): SplitMix64 (Steele, Lea & Flood 2014)."""
    random[0] += np.uint64(0x9E3779B97F4A7C15)
    word = random[0]
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@njit(cache=True, nogil=True)
def below(random, limit):
    """A whole number from 0 to ``limit`` - 1."""
    return np.int64((draw(random) >> np.uint64(33)) % np.uint64(limit))


@njit(cache=True, nogil=True)
def uniform(random):
    """A number from 0 to just below 1."""
    return np.float64(draw(random) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True)
def likely_crewmates(facts, most):
    """For each person of a block up to ``most`` others, the best pair first; -1 after the last."""
    pairs, _, _, _, _, masks, _, base, _, weights = facts
    count = len(pairs)
    listed = np.full((count, most), NOBODY, dtype=np.int32)
    worth = np.full((count, most), -1.0, dtype=np.float32)
    pair = np.empty(2, dtype=np.int32)
    for one in range(count):
        for two in range(one):
            if pairs[one, two] == NEVER:
                continue
            value = mean_between(facts, one, two) + 3.0 * wish_between(facts, one, two)
            if value + weights[TIME] <= min(worth[one, most - 1], worth[two, most - 1]):
                continue
            pair[0] = one
            pair[1] = two
            times = common_times(masks, base, pair, 2)
            if times == 0.0:
                continue
            value += weights[TIME] * depth(times)
            for mine, theirs in ((one, two), (two, one)):
                if value > worth[mine, most - 1]:
                    place = most - 1
                    while place > 0 and worth[mine, place - 1] < value:
                        worth[mine, place] = worth[mine, place - 1]
                        listed[mine, place] = listed[mine, place - 1]
                        place -= 1
                    worth[mine, place] = value
                    listed[mine, place] = theirs
    return listed


@njit(cache=True, nogil=True)
def worth_of(facts, members, size):
    """What the search counts for a crew: half while it is too small, -1 where it may not be."""
    if size <= 1:
        return 0.0
    value = crew_value(facts, members, size)
    if value < 0.0 or is_large_enough(facts, members, size):
        return value
    return value * _UNFINISHED


@njit(cache=True, nogil=True)
def _without(members, size, leaver, target):
    kept = 0
    for k in range(size):
        if members[k] != leaver:
            target[kept] = members[k]
            kept += 1
    return kept


@njit(cache=True, nogil=True)
def _settle(crew_of, members, size, value, crew, people, count, worth):
    for k in range(count):
        members[crew, k] = people[k]
        crew_of[people[k]] = crew
    size[crew] = count
    value[crew] = worth


@njit(cache=True, nogil=True)
def cool(facts, listed, crew_of, members, size, value, random, hot, cold, steps):
    """Anneal a block for ``steps`` tries, the temperature falling from ``hot`` to ``cold``.

    ``listed``: :func:`likely_crewmates`; the rest: a :class:`State` and a word of randomness.
    """
    mine = np.empty(MOST + 1, dtype=np.int32)
    theirs = np.empty(MOST + 1, dtype=np.int32)
    lengths = np.zeros(len(listed), dtype=np.int32)
    for k in range(len(listed)):
        while lengths[k] < listed.shape[1] and listed[k, lengths[k]] >= 0:
            lengths[k] += 1
    empty = 0
    whole_time = facts[9][TIME]
    fall = (cold / hot) ** (1.0 / max(1, steps // 256))
    heat = hot
    for step in range(steps):
        if step % 256 == 255:
            heat *= fall
        one = below(random, len(listed))
        if lengths[one] == 0:
            continue
        place = min(below(random, lengths[one]), below(random, lengths[one]))
        two = np.int64(listed[one, place])
        a, b = crew_of[one], crew_of[two]
        if a == b and a >= 0:
            continue
        if b < 0:
            one, two, a, b = two, one, b, a
        if b < 0:
            while size[empty] > 0:
                empty = (empty + 1) % len(size)
            theirs[0] = one
            theirs[1] = two
            gain = worth_of(facts, theirs, 2)
            if gain > 0.0:
                _settle(crew_of, members, size, value, empty, theirs, 2, gain)
            continue
        joins = below(random, 3) == 0
        leaver = np.int64(-1)
        count = size[b]
        for k in range(count):
            theirs[k] = members[b, k]
        if joins:
            if count >= MOST:
                continue
        else:
            leaver = members[b, below(random, count)]
            if leaver == two:
                continue
            count = _without(members[b], count, leaver, theirs)
        theirs[count] = one
        count += 1
        rest_b = without_time(facts, theirs, count)
        if rest_b < 0.0:
            continue
        half_b = 1.0 if is_large_enough(facts, theirs, count) else _UNFINISHED
        before = value[b]
        kept = 0
        most_a = rest_a = 0.0
        half_a = 1.0
        if a >= 0:
            before += value[a]
            kept = _without(members[a], size[a], one, mine)
            if leaver >= 0:
                mine[kept] = leaver
                kept += 1
            if kept > 1:
                rest_a = without_time(facts, mine, kept)
                if rest_a < 0.0:
                    continue
                if not is_large_enough(facts, mine, kept):
                    half_a = _UNFINISHED
                most_a = half_a * (rest_a + kept * whole_time)
        # The lot is drawn first: what cannot pass, whatever time there is, needs no closer look.
        least = before + heat * np.log(1.0 - uniform(random))
        if half_b * (rest_b + count * whole_time) + most_a < least:
            continue
        new_b = half_b * with_time(facts, theirs, count, rest_b)
        if new_b < 0.0 or new_b + most_a < least:
            continue
        new_a = 0.0
        if kept > 1:
            new_a = half_a * with_time(facts, mine, kept, rest_a)
            if new_a < 0.0 or new_b + new_a < least:
                continue
        if leaver >= 0:
            crew_of[leaver] = -1
        crew_of[one] = -1
        if a >= 0:
            if kept == 1:
                crew_of[mine[0]] = -1
                size[a] = 0
                value[a] = 0.0
            else:
                _settle(crew_of, members, size, value, a, mine, kept, new_a)
        _settle(crew_of, members, size, value, b, theirs, count, new_b)
    return heat


@njit(cache=True, nogil=True)
def assess(facts, members, size, value):
    """Fill in what the search counts for each crew of a state."""
    for crew in range(len(size)):
        value[crew] = worth_of(facts, members[crew], size[crew])


@njit(cache=True, nogil=True)
def finish(facts, crew_of, members, size, value):
    """Dissolve crews that are too small; the total worth of the others."""
    total = 0.0
    for crew in range(len(size)):
        if size[crew] == 0:
            continue
        if is_large_enough(facts, members[crew], size[crew]):
            value[crew] = crew_value(facts, members[crew], size[crew])
            total += value[crew]
        else:
            for k in range(size[crew]):
                crew_of[members[crew, k]] = -1
            size[crew] = 0
            value[crew] = 0.0
    return total


Watch = Callable[[float, float], None]


def unwatched(share: float, value: float) -> None:
    """Nobody is told the ``share`` done and the ``value`` so far."""
    del share, value


@dataclass(frozen=True, slots=True)
class Heat:
    """How to cool: from ``hot`` to ``cold`` in ``steps``; ``last``: then freeze, and dissolve
    crews that are too small."""

    hot: float
    cold: float
    steps: int
    last: bool = True


def anneal(
    block: Block,
    crews: Iterable[Members],
    run: Run,
    seed: int,
    heat: Heat,
    report: Watch = unwatched,
) -> list[Members]:
    """Crews of the block (its places), annealed from the given ones."""
    facts = block.facts
    people = len(block.rows)
    listed = likely_crewmates(facts, min(_CREWMATES, max(1, people - 1)))
    state = State.of(people, [list(crew) for crew in crews], int(block.bounds[:, 0].min()))
    assess(facts, state.members, state.size, state.value)
    random = np.array([seed], dtype=np.uint64)
    slices = _SLICES - _LAST_SLICES if heat.last else _SLICES
    degrees = [heat.hot * (heat.cold / heat.hot) ** (part / slices) for part in range(slices + 1)]
    degrees += [FROZEN] * (_SLICES - slices)
    for part in range(_SLICES):
        run.check()
        if run.late():
            break
        cool(facts, listed, state.crew_of, state.members, state.size, state.value, random,
             degrees[part], degrees[part + 1], heat.steps // _SLICES)  # fmt: skip
        report((part + 1) / _SLICES, float(state.value.sum()))
    if heat.last:
        finish(facts, state.crew_of, state.members, state.size, state.value)
    return [tuple(crew) for crew in state.crews()]


def part_seed(seed: int, number: int) -> int:
    """A seed for the ``number``-th part of a run."""
    return int.from_bytes(hashlib.blake2b(f"{seed}/{number}".encode(), digest_size=8).digest())
