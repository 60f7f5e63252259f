"""From rows back to people: a crew with its times, its score part by part, and its reasons."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.clocks import clocks
from kinweave.solvers.crews.problem import CommonTime, Crew, Hosting, Person, Series
from kinweave.solvers.crews.score import AKIN, HALVING_TIMES, SIZE_REACH, pair_parts
from kinweave.solvers.crews.tables import PARTS, Tables
from kinweave.solvers.running import Reason
from kinweave.solvers.slots import common_bits
from kinweave.solvers.slots.clock import to_datetime

# Shared words named in a reason.
_WORDS_NAMED = 6


class Describer:
    """Makes :class:`Crew` values out of rows of the tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._series: dict[tuple[int, str], Series] = {}
        self._speakers = Counter(one for person in tables.people for one in person.languages)
        week = tables.week
        self._series_at = np.full(week.words * 64, -1)
        self._series_at[week.bits] = np.arange(len(week.bits))

    def crew(self, rows: Iterable[int]) -> Crew:
        """The crew of these rows, which must be one that may be."""
        members = sorted(rows)
        people = [self.tables.people[row] for row in members]
        times = self._times(members)
        parts, met = self._parts(members, times)
        hosts = [
            [person.key for person in people if person.host is wanted]
            for wanted in (Hosting.YES, Hosting.MAYBE)
        ]
        shared = frozenset.intersection(*(person.languages for person in people))
        languages = sorted(shared, key=lambda code: (-self._speakers[code], code))
        calls = [row for row in members if self.tables.call[row] >= 0]
        call = self.tables.problem.calls[self.tables.call[calls[0]]].name if calls else None
        weights = self.tables.weights
        return Crew(
            members=tuple(person.key for person in people),
            languages=tuple(languages),
            times=times,
            hosts=tuple(hosts[0] + hosts[1]),
            score=math.fsum(
                weight * parts[part] for weight, part in zip(weights, PARTS, strict=True)
            ),
            parts=parts,
            call=call,
            reasons=tuple(self._reasons(people, times, met, hosts, languages, call)),
        )

    def _times(self, members: list[int]) -> tuple[CommonTime, ...]:
        """The common times, one for each start of the week, the proposed one first."""
        tables, week = self.tables, self.tables.week
        zones = sorted({int(tables.zone[row]) for row in members})
        held = np.bitwise_or.reduce(tables.anchors[zones], axis=0)
        numbers = self._series_at[
            common_bits(np.bitwise_and.reduce(tables.possible[members]) & held)
        ]
        free = self._has(tables.free[members], numbers)
        waiting = (~free).sum(axis=0)
        fewest_first = np.lexsort((numbers, waiting))
        moments, first = np.unique(week.instants[numbers[fewest_first], 0], return_index=True)
        best = fewest_first[first]
        room = np.array(_room(moments.tolist()))
        proposed = np.lexsort((moments, -room, waiting[best]))[0]
        order = [best[proposed], *np.delete(best, proposed)]
        lived_in = Counter(tables.people[row].zone for row in members)
        zones.sort(key=lambda zone: (-lived_in[week.zones[zone]], zone))
        anchored = self._has(tables.anchors[zones], numbers).argmax(axis=0).tolist()
        found = []
        for place in order:
            keys = tuple(tables.people[members[k]].key for k in np.flatnonzero(~free[:, place]))
            zone = week.zones[zones[anchored[place]]]
            found.append(CommonTime(self._dated(int(numbers[place]), zone), keys))
        return tuple(found)

    def _has(self, masks: NDArray[np.uint64], numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """For each mask and each of these series, whether the mask holds it."""
        bits = self.tables.week.bits[numbers]
        return (masks[:, bits // 64] >> (bits % 64).astype(np.uint64) & np.uint64(1)).astype(bool)

    def _dated(self, number: int, zone: str) -> Series:
        if (number, zone) not in self._series:
            self._series[number, zone] = self.tables.week.series(number, zone)
        return self._series[number, zone]

    def _parts(
        self, members: list[int], times: tuple[CommonTime, ...]
    ) -> tuple[dict[str, float], int]:
        """The parts of the score, each 0 to 1, and how many pairs have met."""
        tables = self.tables
        size = len(members)
        pairs = size * (size - 1) // 2
        akin = fresh = places = 0
        fulfilled = [float(tables.content[row]) for row in members]
        for one, two in combinations(members, 2):
            _, a, f, w = pair_parts(one, two, *tables.of_pairs)
            akin += a
            fresh += f
            fulfilled.append(w)
            places += bool(tables.zone[one] != tables.zone[two])
        counted = math.fsum(0.5 if time.if_need_be else 1.0 for time in times)
        calls = [int(tables.call[row]) for row in members if tables.call[row] >= 0]
        target = tables.bounds[calls[0] if calls else -1, 1]
        values = (
            1.0 - 2.0 ** (-counted / HALVING_TIMES),
            akin / AKIN / pairs,
            fresh / pairs,
            math.fsum(fulfilled) / size,
            float(tables.host[members].max()),
            max(0.0, 1.0 - abs(size - int(target)) / SIZE_REACH),
            places / pairs,
        )
        return dict(zip(PARTS, values, strict=True)), pairs - fresh

    def _reasons(
        self,
        people: list[Person],
        times: tuple[CommonTime, ...],
        met: int,
        hosts: list[list[str]],
        languages: list[str],
        call: str | None,
    ) -> Iterable[Reason]:
        size = len(people)
        length = self.tables.problem.season.length_minutes
        yield Reason("common_times", {"count": len(times), "minutes": _minutes(times, length)})
        if len(times) == 1:
            yield Reason("one_time")
        if times[0].if_need_be:
            yield Reason("if_need_be", {"people": list(times[0].if_need_be)})
        changes = self._changes(times[0].series, sorted({person.zone for person in people}))
        if changes:
            yield Reason("clocks_change", {"dates": sorted(changes), "zones": sorted(
                {zone for zones in changes.values() for zone in zones})})  # fmt: skip
        yield Reason("language", {"languages": languages})
        yield Reason("met", {"met": met, "pairs": size * (size - 1) // 2})
        words = Counter(word for one in people for word in one.interests | one.intention)
        shared = sorted((word for word in words if words[word] > 1),
                        key=lambda word: (-words[word], word))  # fmt: skip
        if shared:
            yield Reason("shared", {"words": shared[:_WORDS_NAMED]})
        if any(hosts):
            yield Reason("hosts", {"yes": hosts[0], "maybe": hosts[1]})
        else:
            yield Reason("nobody_hosts")
        keys = {person.key for person in people}
        if call:
            joined = sum(person.call == call for person in people) - any(
                one.name == call and one.caller in keys for one in self.tables.problem.calls
            )
            yield Reason("call", {"name": call, "joined": max(0, joined)})
        granted = sum(len(person.wishes & keys - {person.key}) for person in people)
        if granted:
            yield Reason("wishes", {"met": granted})
        yield Reason("size", {"size": size, "target": self.tables.problem.season.target})
        here = clocks((person.zone for person in people), times[0].series.starts)
        yield Reason("places", {"zones": here})

    def _changes(self, series: Series, zones: list[str]) -> dict[str, list[str]]:
        """Days (ISO, UTC) on which clocks change between a series' first and last meeting."""
        found: dict[str, list[str]] = {}
        for zone in zones:
            for change in self._clock_changes[zone]:
                if series.starts[0] < change <= series.starts[-1]:
                    found.setdefault(change.date().isoformat(), []).append(zone)
        return found

    @cached_property
    def _clock_changes(self) -> dict[str, list[datetime]]:
        clocks = self.tables.week.clocks
        return {clock.zone: [to_datetime(at) for at in clock.changes.tolist()] for clock in clocks}


def _room(moments: list[int]) -> list[int]:
    """For each start, how many starts on end work before it and after it, the fewer of the two."""
    before, after = [0] * len(moments), [0] * len(moments)
    for k in range(1, len(moments)):
        if moments[k] - moments[k - 1] <= 2:
            before[k] = before[k - 1] + 1
        if moments[-k] - moments[-k - 1] <= 2:
            after[-k - 1] = after[-k] + 1
    return [min(pair) for pair in zip(before, after, strict=True)]


def _minutes(times: tuple[CommonTime, ...], length: int) -> int:
    """Minutes of the first week in which everybody could be in a meeting."""
    covered = 0.0
    until = 0.0
    for start in sorted(time.series.starts[0].timestamp() / 60 for time in times):
        covered += start + length - max(start, until)
        until = start + length
    return round(covered)
