"""Which crews are worth more than their people cost: branch and bound over feasible crews.

Given a price for each person, find crews whose worth exceeds the sum of their people's prices.
Column generation asks this over and over (Barnhart et al. 1998, "Branch-and-price"); when the
answer is "none", the prices prove a bound.

The bound used to prune: a crew's common time is at most the mean over its pairs of the time each
pair has in common, so every part of its worth is bounded by a sum over people and pairs. For a
given size that sum is extended person by person, best first, and each person still to come adds
at most what they add with those already chosen, plus their best pair with anyone for each of the
others still to come. So it holds for whatever wishes, histories and weights there are.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from kinweave.solvers.crews.score import (
    HOST,
    NEVER,
    SIZE,
    SIZE_REACH,
    TIME,
    crew_value,
    depth,
    is_large_enough,
    mean_between,
    popcount,
    wish_between,
)
from kinweave.solvers.crews.tables import MOST

# Worth less than this is nothing: below it rounding decides.
NOTHING = 1e-7
# Before the first try pairs are looked at: so many take the time of a try.
_PAIRS_A_TRY = 256


@njit(cache=True, nogil=True)
def pair_depths(facts):
    """(n × n) at most how deep the common time of a crew with both people can be."""
    pairs = facts[0]
    count = len(pairs)
    depths = np.zeros((count, count), dtype=np.float32)
    pair = np.empty(2, dtype=np.int32)
    for one in range(count):
        pair[0] = one
        for two in range(one):
            if pairs[one, two] != NEVER:
                pair[1] = two
                depths[one, two] = depths[two, one] = _common_depth(facts, pair, 2)
    return depths


@njit(cache=True, nogil=True)
def price(facts, depths, prices, firsts, above, best_only, tries, found, found_size, found_gain):
    """Find crews worth more than ``above`` beyond their people's ``prices`` (n), whose highest
    member is one of ``firsts``.

    ``best_only``: of each size and first person only ever better ones; otherwise all. ``tries``:
    how many extensions to look at per size and first person. Fills ``found`` (k × MOST),
    ``found_size``, ``found_gain`` (k); returns how many, the largest gain per member of any crew,
    whether nothing was passed over (the tries sufficed and the room too), and the tries it took,
    with those that the time for looking at pairs is worth.
    """
    pairs, _, _, _, _, _, traits, _, bounds, weights = facts
    people = len(pairs)
    count = 0
    complete = True
    ratio = 0.0
    used = 0
    # For two people at the size in hand: what they add together, and the part of it that is time.
    bond = np.empty((people, people), dtype=np.float32)
    own = np.empty(people)
    rest = np.empty((people, MOST))
    order = np.empty((MOST + 1, people), dtype=np.int32)
    gains = np.empty((MOST + 1, people))
    timely = np.empty((MOST + 1, people))
    length = np.zeros(MOST + 1, dtype=np.int64)
    place = np.zeros(MOST + 1, dtype=np.int64)
    total = np.zeros(MOST + 1)
    in_time = np.zeros(MOST + 1)
    chosen = np.empty(MOST + 1, dtype=np.int32)
    rank = np.empty(people)
    for size in range(bounds[:, 0].min(), min(people, bounds[:, 2].max()) + 1):
        near = 0.0
        for row in range(len(bounds)):
            if bounds[row, 0] <= size <= bounds[row, 2]:
                near = max(near, 1.0 - abs(size - bounds[row, 1]) / SIZE_REACH)
        alone = weights[HOST] + weights[SIZE] * near
        scale = 2.0 / (size - 1)
        for one in range(people):
            own[one] = alone + traits[one, 1] - prices[one]
            for two in range(people):
                bond[one, two] = -1.0
                if pairs[one, two] != NEVER:
                    tied = mean_between(facts, one, two) + weights[TIME] * depths[one, two]
                    bond[one, two] = scale * tied + wish_between(facts, one, two)
        for first in firsts:
            level = 1
            floor = above
            left = tries
            chosen[0] = first
            total[1] = own[first]
            in_time[1] = 0.0
            kept = 0
            for other in range(first):
                if bond[first, other] >= 0.0:
                    order[1, kept] = other
                    gains[1, kept] = own[other] + bond[first, other]
                    timely[1, kept] = scale * weights[TIME] * depths[first, other]
                    kept += 1
            length[1] = kept
            used += kept * kept // _PAIRS_A_TRY
            place[1] = -1
            if kept < size - 1 or not _reaches(
                order[1, :kept], gains[1, :kept], bond, total[1], size - 1, floor, rest
            ):
                continue
            while level > 0:
                needed = size - level
                if place[level] < 0:
                    for k in range(length[level]):
                        rank[k] = -(gains[level, k] + rest[order[level, k], needed - 1])
                    by_rank = np.argsort(rank[: length[level]])
                    order[level, : length[level]] = order[level, : length[level]][by_rank]
                    gains[level, : length[level]] = gains[level, : length[level]][by_rank]
                    timely[level, : length[level]] = timely[level, : length[level]][by_rank]
                    place[level] = 0
                at = place[level]
                ends = at + needed > length[level]
                if not ends:
                    most = total[level]
                    for k in range(at, at + needed):
                        most += gains[level, k] + rest[order[level, k], needed - 1]
                    ends = most <= floor or left <= 0
                    if left <= 0 and most > floor:
                        complete = False
                if ends:
                    level -= 1
                    continue
                place[level] += 1
                left -= 1
                used += 1
                joining = order[level, at]
                chosen[level] = joining
                if needed == 1:
                    worth = crew_value(facts, chosen, size)
                    if worth < 0.0 or not is_large_enough(facts, chosen, size):
                        continue
                    for k in range(size):
                        worth -= prices[chosen[k]]
                    if worth > floor:
                        ratio = max(ratio, worth / size)
                        if count == len(found):
                            return count, ratio, False, used
                        for k in range(size):
                            found[count, k] = chosen[k]
                        found_size[count] = size
                        found_gain[count] = worth
                        count += 1
                        if best_only:
                            floor = worth
                    continue
                kept = 0
                for k in range(at + 1, length[level]):
                    other = order[level, k]
                    if bond[joining, other] >= 0.0:
                        order[level + 1, kept] = other
                        gains[level + 1, kept] = gains[level, k] + bond[joining, other]
                        timely[level + 1, kept] = (
                            timely[level, k] + scale * weights[TIME] * depths[joining, other]
                        )
                        kept += 1
                if kept < needed - 1:
                    continue
                total[level + 1] = total[level] + gains[level, at]
                in_time[level + 1] = in_time[level] + timely[level, at]
                common = _common_depth(facts, chosen, level + 1)
                if common < 0.0:
                    continue
                # All of the crew's time lies within what those chosen have in common.
                most = total[level + 1] - in_time[level + 1] + size * weights[TIME] * common
                if needed > 1 and most + _best_few(
                    gains[level + 1, :kept], timely[level + 1, :kept], order[level + 1, :kept],
                    rest, needed - 1
                ) <= floor:  # fmt: skip
                    continue
                length[level + 1] = kept
                place[level + 1] = -1
                level += 1
    return count, ratio, complete, used


@njit(cache=True, nogil=True)
def _reaches(candidates, gains, bond, total, needed, floor, rest):
    """Fill ``rest``: for each candidate half of the best bonds with m others of them, m < needed.

    Half, because each bond is counted from both ends. False if even the best do not reach
    ``floor``."""
    top = np.empty(MOST)
    best = np.zeros(needed)
    for k in range(len(candidates)):
        one = candidates[k]
        for m in range(needed):
            top[m] = 0.0
        for j in range(len(candidates)):
            value = bond[one, candidates[j]]
            if j != k and value > top[needed - 1]:
                m = needed - 1
                while m > 0 and top[m - 1] < value:
                    top[m] = top[m - 1]
                    m -= 1
                top[m] = value
        half = 0.0
        for m in range(needed):
            rest[one, m] = half
            half += top[m] / 2.0
        value = gains[k] + rest[one, needed - 1]
        if k < needed or value > best[needed - 1]:
            m = min(k, needed - 1)
            while m > 0 and best[m - 1] < value:
                best[m] = best[m - 1]
                m -= 1
            best[m] = value
    return total + best.sum() > floor


@njit(cache=True, nogil=True)
def _best_few(gains, timely, candidates, rest, few):
    """At most what ``few`` of the candidates add, besides time that is counted already.

    Their bonds with each other are counted whole, which only loosens it."""
    best = np.full(few, -1e9)
    for k in range(len(gains)):
        value = gains[k] - timely[k] + rest[candidates[k], few - 1]
        if value > best[few - 1]:
            m = few - 1
            while m > 0 and best[m - 1] < value:
                best[m] = best[m - 1]
                m -= 1
            best[m] = value
    return best.sum()


@njit(cache=True, nogil=True)
def _common_depth(facts, chosen, size):
    """At most how deep the time of a crew with ``chosen[:size]`` can be; -1 if it may not be."""
    masks, base = facts[5], facts[7]
    width = len(base)
    languages = ~np.uint64(0)
    for k in range(size):
        languages &= masks[chosen[k], masks.shape[1] - 1]
    if not languages:
        return -1.0
    times = 0
    some = np.uint64(0)
    ease = np.uint64(0)
    for word in range(width):
        both = masks[chosen[0], word]
        for k in range(1, size):
            both &= masks[chosen[k], word]
        if both:
            some |= both
            for k in range(size):
                both &= masks[chosen[k], width + word]
            ease |= both
        if word + 1 == width or base[word + 1] != base[word]:
            if some:
                times += popcount(some) + popcount(ease)
            some = np.uint64(0)
            ease = np.uint64(0)
    if times == 0:
        return -1.0
    return depth(times / 2.0) + 1e-6
