"""What a crew is worth: the one scoring function, compiled, used by every search.

A crew of n is worth n times a weighted mean of seven parts, each 0 to 1 (see
:class:`~kinweave.solvers.crews.problem.Weights`), or -1 where it may not be: no common time, no
common language, two people who stay apart, two callers, too many people. So somebody without a
crew is worth 0, and a person's share lies between 0 and 1.

Compiled functions get the few arrays they use one by one or as the short tuple
:meth:`Block.facts`: a long tuple costs more to hand over than all the arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kinweave.solvers.crews.tables import APART, MET, PARTS, Tables
from kinweave.solvers.slots.week import Words

TIME, INTERESTS, FRESH, WISHES, HOST, SIZE, PLACES = range(len(PARTS))
# As many shared interests and intention words as make two people fully akin.
AKIN = 2
# Every so many common times of the week halve what is left to wish for.
HALVING_TIMES = 2.0
# Sizes this far from the target count nothing.
SIZE_REACH = 3.0
# In Block.pairs: two people who may not share a crew; a bit for those who have a wish fulfilled.
# Below these a code says all else about two people, so that a block's pairs fit a small cache.
NEVER = np.uint8(255)
WISHED = np.uint8(64)
_FRESH, _ELSEWHERE = AKIN + 1, 2 * (AKIN + 1)

Facts = tuple[NDArray[np.generic], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Some people of a problem (n of them), packed so that a crew's worth is quick to reckon.

    ``rows``: their rows in the tables. ``pairs`` (n × n): a code for two people, or :data:`NEVER`;
    ``worth`` (codes): the weighted parts that are means over pairs. ``wish_begins`` (n + 1),
    ``wish_other``, ``wish``: weighted shares of wishes fulfilled, for pairs marked
    :data:`WISHED`. ``masks`` (n × 3W + 1): possible, free, anchors of the own zone, languages.
    ``traits`` (n × 3): host, weighted content, call. ``base`` (W), ``bounds`` (calls + 1 × 3:
    smallest, target, largest; the season's last), ``weights``: as in the tables.
    """

    rows: NDArray[np.int64]
    pairs: NDArray[np.uint8]
    worth: NDArray[np.float64]
    wish_begins: NDArray[np.int64]
    wish_other: NDArray[np.int64]
    wish: NDArray[np.float64]
    masks: Words
    traits: NDArray[np.float64]
    base: NDArray[np.int64]
    bounds: NDArray[np.int64]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, tables: Tables, rows: NDArray[np.int64]) -> Block:
        """The block of the given rows of the tables."""
        masks = np.concatenate(
            [
                tables.possible[rows],
                tables.free[rows],
                tables.anchors[tables.zone[rows]],
                tables.languages[rows, None],
            ],
            axis=1,
        )
        weights = tables.weights
        traits = np.stack(
            [tables.host[rows], weights[WISHES] * tables.content[rows], tables.call[rows]], axis=1
        )
        pairs, ends, other, share = _pairs_of(
            rows, masks, tables.word_base, tables.zone, *tables.of_pairs
        )
        codes = np.arange(2 * _ELSEWHERE)
        worth = (
            weights[INTERESTS] * (codes % _FRESH) / AKIN
            + weights[FRESH] * (codes // _FRESH % 2)
            + weights[PLACES] * (codes // _ELSEWHERE)
        )
        return cls(
            rows, pairs, worth, ends, other, weights[WISHES] * share, masks, traits,
            tables.word_base, tables.bounds, weights,
        )  # fmt: skip

    @property
    def facts(self) -> Facts:
        """What :func:`crew_value` takes."""
        return (
            self.pairs, self.worth, self.wish_begins, self.wish_other, self.wish,
            self.masks, self.traits, self.base, self.bounds, self.weights,
        )  # fmt: skip


@njit(cache=True, nogil=True)
def popcount(word):
    """How many bits of a 64-bit word are set (Warren, Hacker's Delight, 2012, 5-1)."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    low = np.uint64(0x3333333333333333)
    word = (word & low) + ((word >> np.uint64(2)) & low)
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True, nogil=True)
def pair_parts(one, two, words, call, related, begins, other, flags, wish):
    """Of two people: whether they may share a crew, how akin (0 to :data:`AKIN`), whether they are
    new to each other (0 or 1), the share of both one's wishes that being together fulfils."""
    if call[one] >= 0 and call[two] >= 0:
        return False, 0, 0, 0.0
    fresh, fulfilled = 1, 0.0
    if related[one] >> np.uint64(two & 63) & np.uint64(1):
        for place in range(begins[one], begins[one + 1]):
            if other[place] == two:
                if flags[place] & APART:
                    return False, 0, 0, 0.0
                if flags[place] & MET:
                    fresh = 0
                fulfilled = np.float64(wish[place])
    shared = 0
    for word in range(words.shape[1]):
        shared += popcount(words[one, word] & words[two, word])
    return True, min(AKIN, shared), fresh, fulfilled


@njit(cache=True, nogil=True)
def wish_between(facts, one, two):
    """The weighted share of both one's wishes that two people of a block being together fulfils."""
    if not facts[0][one, two] & WISHED:
        return 0.0
    for place in range(facts[2][one], facts[2][one + 1]):
        if facts[3][place] == two:
            return facts[4][place]
    return 0.0


@njit(cache=True, nogil=True)
def mean_between(facts, one, two):
    """The weighted parts of two people who may share a crew that count as a mean over pairs."""
    return facts[1][facts[0][one, two] & ~WISHED]


@njit(cache=True, nogil=True)
def common_times(masks, base, members, size):
    """Times of the week at which all of ``members[:size]`` can meet: counted 1 if all are free
    throughout, ½ if for somebody only if need be. A series counts if a member's zone anchors it."""
    width = len(base)
    some = np.int64(0)
    whole = np.int64(0)
    at_all = np.uint64(0)
    at_ease = np.uint64(0)
    for word in range(width):
        both = masks[members[0], word]
        for k in range(1, size):
            both &= masks[members[k], word]
        if both:
            held = np.uint64(0)
            ease = both
            for k in range(size):
                held |= masks[members[k], 2 * width + word]
                ease &= masks[members[k], width + word]
            at_all |= both & held
            at_ease |= ease & held
        if word + 1 == width or base[word + 1] != base[word]:
            if at_all:
                some += popcount(at_all)
                whole += popcount(at_ease)
            at_all = np.uint64(0)
            at_ease = np.uint64(0)
    return (some + whole) / 2.0


@njit(cache=True, nogil=True)
def depth(times):
    """The worth of so many common times: 0 for none, ½ for two, towards 1."""
    return 1.0 - np.exp2(-times / HALVING_TIMES)


@njit(cache=True, nogil=True)
def bounds_of(traits, bounds, members, size):
    """The row of ``bounds`` for a crew: its call's, or the season's."""
    for k in range(size):
        if traits[members[k], 2] >= 0.0:
            return np.int64(traits[members[k], 2])
    return np.int64(len(bounds) - 1)


@njit(cache=True, nogil=True)
def without_time(facts, members, size):
    """The worth of ``members[:size]`` but for the time they have in common; -1 if it may not be.

    It takes a fraction of the work that common times do."""
    pairs, worth, _, _, _, masks, traits, _, bounds, weights = facts
    mean = 0.0
    fulfilled = 0.0
    hosting = 0.0
    languages = ~np.uint64(0)
    for k in range(size):
        member = members[k]
        languages &= masks[member, masks.shape[1] - 1]
        hosting = max(hosting, traits[member, 0])
        fulfilled += traits[member, 1]
        for earlier in range(k):
            code = pairs[member, members[earlier]]
            if code == NEVER:
                return -1.0
            if code & WISHED:
                fulfilled += wish_between(facts, member, members[earlier])
            mean += worth[code & ~WISHED]
    held = bounds_of(traits, bounds, members, size)
    if not languages or size > bounds[held, 2]:
        return -1.0
    near = max(0.0, 1.0 - abs(size - bounds[held, 1]) / SIZE_REACH)
    alone = weights[HOST] * hosting + weights[SIZE] * near
    return size * alone + fulfilled + mean * 2.0 / max(1, size - 1)


@njit(cache=True, nogil=True)
def with_time(facts, members, size, rest):
    """The worth of ``members[:size]``, ``rest`` being what it is without time; -1 if they have no
    time in common."""
    times = common_times(facts[5], facts[7], members, size)
    return -1.0 if times == 0.0 else rest + size * facts[9][TIME] * depth(times)


@njit(cache=True, nogil=True)
def crew_value(facts, members, size):
    """The worth of ``members[:size]`` as a crew, whether or not they are enough; -1 if it may not
    be. ``members``: places in the block."""
    rest = without_time(facts, members, size)
    return rest if rest < 0.0 else with_time(facts, members, size, rest)


def worth_of_all(block: Block, crews: Iterable[tuple[int, ...]]) -> float:
    """What crews (places in the block) are worth together."""
    return math.fsum(
        crew_value(block.facts, np.array(crew, dtype=np.int32), len(crew)) for crew in crews
    )


@njit(cache=True, nogil=True)
def is_large_enough(facts, members, size):
    """Whether a crew that may be has as many people as it needs."""
    return size >= facts[8][bounds_of(facts[6], facts[8], members, size), 0]


@njit(cache=True, nogil=True)
def _pairs_of(rows, masks, base, zone, words, call, related, begins, other, flags, wish):
    count = len(rows)
    width = len(base)
    pairs = np.full((count, count), NEVER, dtype=np.uint8)
    wish_begins = np.zeros(count + 1, dtype=np.int64)
    found_other = [0 for _ in range(0)]
    found_share = [0.0 for _ in range(0)]
    for one in range(count):
        for two in range(count):
            if one == two or not masks[one, 3 * width] & masks[two, 3 * width]:
                continue
            for word in range(width):
                if masks[one, word] & masks[two, word]:
                    break
            else:
                continue
            may, akin, fresh, fulfilled = pair_parts(
                rows[one], rows[two], words, call, related, begins, other, flags, wish
            )
            if may:
                elsewhere = zone[rows[one]] != zone[rows[two]]
                code = akin + _FRESH * fresh + _ELSEWHERE * elsewhere
                if fulfilled > 0.0:
                    code += WISHED
                    found_other.append(two)
                    found_share.append(fulfilled)
                pairs[one, two] = code
        wish_begins[one + 1] = len(found_other)
    return pairs, wish_begins, np.array(found_other), np.array(found_share)
