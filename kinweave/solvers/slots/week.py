"""The week in which first meetings may lie, and all the series that could begin in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.problem import Season, Series
from kinweave.solvers.slots.clock import (
    WEEK_QUARTERS,
    Quarters,
    ZoneClock,
    to_datetime,
    to_quarters,
    zone_clock,
)

Words = NDArray[np.uint64]
_HALF_HOUR = 2
_WORD = 64


@dataclass(frozen=True, slots=True)
class Week:
    """Every distinct series a season allows, each with a place in a bit mask.

    Two zones whose clocks run alike over the season give the same series at the same hour; it is
    kept once. ``instants`` (S × meetings): quarter hours, see :mod:`.clock`, sorted by first
    instant and then by how many people's zone anchors it. ``bits`` (S): place of each series;
    word ``bit // 64`` covers the same stretch of the week as every other word with the same
    ``word_base``, so OR-ing those tells at how many *times of the week* something works.
    ``anchors`` (zones × words): the series that hold the wall clock of a zone.
    """

    season: Season
    zones: tuple[str, ...]
    clocks: tuple[ZoneClock, ...]
    instants: Quarters
    bits: NDArray[np.int64]
    word_base: NDArray[np.int64]
    anchors: Words

    @property
    def words(self) -> int:
        """How many 64-bit words a mask has."""
        return len(self.word_base)

    def zone_index(self, zone: str) -> int:
        """The place of ``zone`` in ``zones``; ``KeyError`` if it is not one of the week's."""
        index = int(np.searchsorted(self.zones, zone))
        if index == len(self.zones) or self.zones[index] != zone:
            raise KeyError(zone)
        return index

    def series(self, number: int, zone: str) -> Series:
        """Series ``number`` (a row of ``instants``) as dates, anchored in ``zone``."""
        starts = tuple(to_datetime(quarters) for quarters in self.instants[number])
        return Series(zone, starts, self.season.length_minutes)


def open_week(season: Season, zones: Iterable[str]) -> Week:
    """The week of ``season`` for people who live in ``zones`` (one entry a person).

    Raises :class:`~kinweave.solvers.crews.problem.ProblemError` for a zone with an odd clock.
    """
    lived_in = Counter(zones)
    names = tuple(sorted(lived_in))
    midnight = to_quarters(
        datetime(season.start.year, season.start.month, season.start.day, tzinfo=UTC)
    )
    weeks = season.every_weeks * (season.meetings - 1) + 3
    span = (midnight - WEEK_QUARTERS, midnight + weeks * WEEK_QUARTERS)
    clocks = tuple(zone_clock(name, *span) for name in names)
    opens = max(int(clock.instant(np.array([midnight]))[0]) for clock in clocks)

    rows = [_series_of(clock, season, opens) for clock in clocks]
    stacked = np.concatenate(rows)
    instants, which = np.unique(stacked, axis=0, return_inverse=True)
    anchored = np.zeros((len(instants), len(names)), dtype=bool)
    anchored[which.reshape(-1), np.repeat(np.arange(len(names)), [len(row) for row in rows])] = True
    people = anchored @ np.array([lived_in[name] for name in names])
    order = np.lexsort((np.arange(len(instants)), -people, instants[:, 0]))
    instants, anchored = instants[order], anchored[order]
    bits, word_base = _places(instants[:, 0])
    anchors = np.zeros((len(names), len(word_base)), dtype=np.uint64)
    for zone in range(len(names)):
        anchors[zone] = pack(bits[anchored[:, zone]], len(word_base))
    return Week(season, names, clocks, instants, bits, word_base, anchors)


def pack(bits: NDArray[np.int64], words: int) -> Words:
    """A mask of ``words`` words with the given bits set."""
    mask = np.zeros(words, dtype=np.uint64)
    np.bitwise_or.at(mask, bits // _WORD, np.uint64(1) << (bits % _WORD).astype(np.uint64))
    return mask


def _series_of(clock: ZoneClock, season: Season, opens: int) -> Quarters:
    """All series anchored in one zone whose first meeting lies in the week from ``opens``."""
    earliest = opens - opens % _HALF_HOUR - 2 * 24 * 4
    walls = np.arange(earliest, earliest + WEEK_QUARTERS + 4 * 24 * 4, _HALF_HOUR)
    first = clock.instant(walls)
    walls = walls[(first >= opens) & (first < opens + WEEK_QUARTERS)]
    steps = np.arange(season.meetings) * season.every_weeks * WEEK_QUARTERS
    return np.unique(clock.instant(walls[:, None] + steps[None, :]), axis=0)


def _places(first: Quarters) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bits for series sorted by first instant: several at one instant get words of their own.

    Returns the bit of each series, and for each word the stretch of the week that it covers.
    """
    moments, position = np.unique(first, return_inverse=True)
    begins = np.searchsorted(position, np.arange(len(moments)))
    layer = np.arange(len(first)) - begins[position]
    pairs = np.stack([position // _WORD, layer], axis=1)
    used, word = np.unique(pairs, axis=0, return_inverse=True)
    return word.reshape(-1) * _WORD + position % _WORD, used[:, 0].copy()
