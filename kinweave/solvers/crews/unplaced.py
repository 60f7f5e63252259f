"""Why somebody has no crew, and what would help.

Nothing here looks at who would rather not be with whom: the answers are the same as if nobody had
said so, and what was said in private cannot be read out of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.problem import WEEK_MINUTES, Crew, Unplaced
from kinweave.solvers.crews.tables import Tables
from kinweave.solvers.running import Reason
from kinweave.solvers.slots.clock import WEEK_QUARTERS, to_quarters
from kinweave.solvers.slots.masks import open_quarters

# Ranges of hours named to somebody.
_RANGES = 3
# Minutes of the day between which most people are up.
_DAY = (7 * 60, 23 * 60)


class Advice:
    """What can be said to those whom a plan leaves without a crew."""

    def __init__(self, tables: Tables, crews: Iterable[Crew]) -> None:
        self.tables = tables
        self.crews = tuple(crews)
        place = {code: number for number, code in enumerate(_codes(tables))}
        self._spoken = [
            sum(1 << place[code] for code in crew.languages if code in place) for crew in self.crews
        ]
        self._understood = [
            sum(1 << place[code] for code in person.languages) for person in tables.people
        ]

    def to(self, row: int) -> Unplaced:
        """Why the person in this row has no crew, and what would help."""
        person = self.tables.people[row]
        reason = self._reason(row)
        return Unplaced(person.key, reason, tuple(self._would_help(row, reason)))

    def _reason(self, row: int) -> Reason:
        tables = self.tables
        person, season = tables.people[row], tables.problem.season
        if not person.hours.free and not person.hours.if_need_be:
            return Reason("no_hours")
        if not tables.possible[row].any():
            return Reason("hours_too_short", {"length": season.length_minutes})
        if not person.languages:
            return Reason("no_language")
        speaks = (tables.languages & tables.languages[row]) != 0
        speaks[row] = False
        if not speaks.any():
            return Reason("alone_in_language", {"languages": sorted(person.languages)})
        people = int((speaks & self._free_with(row)).sum())
        if not people:
            return Reason("nobody_free")
        if people < season.smallest - 1:
            return Reason("too_few_free", {"people": people, "needed": season.smallest - 1})
        return Reason("no_room", {"people": people})

    def _free_with(self, row: int) -> NDArray[np.bool_]:
        possible = self.tables.possible
        free: NDArray[np.bool_] = (possible & possible[row]).any(axis=1)
        return free

    def _would_help(self, row: int, reason: Reason) -> Iterable[Reason]:
        if reason.kind not in ("no_language", "alone_in_language"):
            hours = self._hours(row)
            if hours:
                most = max(hours.values())
                best = sorted(hours, key=lambda span: (-hours[span], self._ask(row, span), span))
                ranges = [list(span) for span in best[:_RANGES]]
                yield Reason("hours", {"ranges": ranges, "crews": most})
        if reason.kind in ("alone_in_language", "nobody_free", "too_few_free"):
            yield from self._language(row)
        full = self._full(row)
        if full:
            yield Reason("larger_crew", {"crews": full})
        yield Reason("next_season")

    def _open_to(self, row: int) -> Iterable[tuple[Crew, bool]]:
        """Crews that share a language with the person; whether they have room."""
        calls = {call.name: call for call in self.tables.problem.calls}
        season = self.tables.problem.season
        for crew, spoken in zip(self.crews, self._spoken, strict=True):
            if spoken & self._understood[row]:
                call = calls.get(crew.call or "")
                largest = (call and call.largest) or season.largest
                yield crew, len(crew.members) < largest

    def _hours(self, row: int) -> Counter[tuple[int, int]]:
        """Hours of the person's own week which, if free, would fit the time of a crew with room."""
        person = self.tables.people[row]
        week = self.tables.week
        clock = week.clocks[week.zone_index(person.zone)]
        length = self.tables.problem.season.length_minutes
        quarters = (length + 14) // 15
        open_at = open_quarters((*person.hours.free, *person.hours.if_need_be))
        found: Counter[tuple[int, int]] = Counter()
        spans: dict[tuple[str, object], set[tuple[int, int]]] = {}
        for crew, has_room in self._open_to(row):
            if not has_room:
                continue
            series = crew.times[0].series
            known = (series.zone, series.starts[0])
            if known not in spans:
                starts = np.array([to_quarters(start) for start in series.starts])
                walls = np.unique(clock.wall(starts) % WEEK_QUARTERS).tolist()
                lacking = [
                    at for at in walls
                    if not open_at[np.arange(at, at + quarters) % WEEK_QUARTERS].all()
                ]  # fmt: skip
                spans[known] = {
                    (at * 15, (at * 15 + length - 1) % WEEK_MINUTES + 1) for at in lacking
                }
            found.update(spans[known])
        return found

    def _ask(self, row: int, span: tuple[int, int]) -> tuple[int, int]:
        """How much it asks of somebody to be free then: minutes of the night, minutes not free."""
        hours = self.tables.people[row].hours
        length = self.tables.problem.season.length_minutes
        minutes = np.arange(span[0], span[0] + length) % WEEK_MINUTES
        asleep = (minutes % 1440 < _DAY[0]) | (minutes % 1440 >= _DAY[1])
        open_at = open_quarters((*hours.free, *hours.if_need_be))
        return int(asleep.sum()), int((~open_at[minutes // 15]).sum())

    def _language(self, row: int) -> Iterable[Reason]:
        """The language that most of those who are free when this person is speak, if not theirs."""
        person = self.tables.people[row]
        free = np.flatnonzero(self._free_with(row)).tolist()
        spoken = Counter(
            code for other in free if other != row
            for code in self.tables.people[other].languages - person.languages
        )  # fmt: skip
        if spoken:
            code = min(spoken, key=lambda code: (-spoken[code], code))
            if spoken[code] >= self.tables.problem.season.smallest - 1:
                yield Reason("language", {"language": code, "people": spoken[code]})

    def _full(self, row: int) -> int:
        """How many full crews meet when this person could come too."""
        person = self.tables.people[row]
        week = self.tables.week
        clock = week.clocks[week.zone_index(person.zone)]
        quarters = (self.tables.problem.season.length_minutes + 14) // 15
        open_at = open_quarters((*person.hours.free, *person.hours.if_need_be))
        fits: dict[object, bool] = {}
        count = 0
        for crew, has_room in self._open_to(row):
            if has_room:
                continue
            series = crew.times[0].series
            if series.starts not in fits:
                starts = np.array([to_quarters(start) for start in series.starts])
                within = clock.wall(starts[:, None] + np.arange(quarters)) % WEEK_QUARTERS
                fits[series.starts] = bool(open_at[within].all())
            count += fits[series.starts]
        return count


def _codes(tables: Tables) -> list[str]:
    return sorted({code for person in tables.people for code in person.languages})
