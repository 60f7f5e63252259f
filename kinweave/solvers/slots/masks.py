"""Who can come to which series: one bit each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kinweave.solvers.crews.problem import Hours
from kinweave.solvers.slots.clock import WEEK_QUARTERS, ZoneClock
from kinweave.solvers.slots.week import Week, Words

_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Masks:
    """For each person (rows), the series (bits) they can come to at every date.

    ``free``: with hours that are free throughout. ``possible``: counting if-need-be hours too;
    it holds ``free``.
    """

    possible: Words
    free: Words


def start_masks(week: Week, people: Sequence[tuple[str, Hours]]) -> Masks:
    """The masks of people given by their zone (one of ``week.zones``) and their weekly hours."""
    kinds: dict[tuple[str, Hours], int] = {}
    kind_of = np.array([kinds.setdefault(person, len(kinds)) for person in people], dtype=np.int64)
    by_zone: dict[str, list[int]] = {}
    for (zone, _), kind in kinds.items():
        by_zone.setdefault(zone, []).append(kind)
    hours = [hours for _, hours in kinds]
    quarters = (week.season.length_minutes + _MINUTES - 1) // _MINUTES
    possible = np.zeros((len(kinds), week.words), dtype=np.uint64)
    free = np.zeros_like(possible)
    for zone, members in sorted(by_zone.items()):
        asked, begins = _asked(week, week.clocks[week.zone_index(zone)], quarters)
        rows = np.array(members)
        when_free = np.stack([open_quarters(hours[kind].free) for kind in members])
        if_need_be = np.stack([open_quarters(hours[kind].if_need_be) for kind in members])
        when_any = np.logical_or(when_free, if_need_be)
        for target, when in ((free, when_free), (possible, when_any)):
            target[rows] = _pack_rows(_runs(when, quarters), asked, begins, week.bits, week.words)
    return Masks(possible[kind_of], free[kind_of])


def open_quarters(ranges: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """The quarter hours of a week (672) that lie wholly within the ranges (minutes)."""
    minutes = np.zeros(WEEK_QUARTERS * _MINUTES, dtype=bool)
    for start, end in ranges:
        minutes[start:end] = True
    whole: NDArray[np.bool_] = np.logical_and.reduce(minutes.reshape(WEEK_QUARTERS, -1), axis=1)
    return whole


def common_bits(mask: Words) -> NDArray[np.int64]:
    """The bits set in one mask, ascending."""
    ones = np.unpackbits(mask.view(np.uint8), bitorder="little")
    return np.flatnonzero(ones).astype(np.int64)


def _runs(open_at: NDArray[np.bool_], quarters: int) -> NDArray[np.bool_]:
    """(people × 1344): open for ``quarters`` on end from each quarter; then each quarter alone."""
    run: NDArray[np.bool_] = open_at.copy()
    for later in range(1, quarters):
        np.logical_and(run, np.roll(open_at, -later, axis=1), out=run)
    return np.concatenate([run, open_at], axis=1)


def _asked(
    week: Week, clock: ZoneClock, quarters: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What each series asks of somebody in one zone: columns of :func:`_runs`, all to be open.

    Ragged: series ``s`` asks ``asked[begins[s]:begins[s + 1]]``. A meeting during which the clock
    changes asks for its quarter hours one by one, since its wall clock jumps.
    """
    within = week.instants[:, :, None] + np.arange(quarters)
    walls = clock.wall(within) % WEEK_QUARTERS
    offsets = clock.offset_at(within)
    jumps = (offsets != offsets[:, :, :1]).any(axis=2)
    plain = np.where(jumps, -1, walls[:, :, 0])
    singly = np.where(jumps[:, :, None], walls + WEEK_QUARTERS, -1).reshape(len(plain), -1)
    table = plain if not jumps.any() else np.concatenate([plain, singly], axis=1)
    table = np.sort(table, axis=1)
    first_of_kind = np.ones(table.shape, dtype=bool)
    first_of_kind[:, 1:] = table[:, 1:] != table[:, :-1]
    keep = first_of_kind & (table >= 0)
    return table[keep], np.concatenate([[0], np.cumsum(keep.sum(axis=1))])


@njit(cache=True, nogil=True)
def _pack_rows(runs, asked, begins, bits, words):
    masks = np.zeros((runs.shape[0], words), dtype=np.uint64)
    for person in range(runs.shape[0]):
        for series in range(len(bits)):
            for place in range(begins[series], begins[series + 1]):
                if not runs[person, asked[place]]:
                    break
            else:
                bit = bits[series]
                masks[person, bit // 64] |= np.uint64(1) << np.uint64(bit % 64)
    return masks
