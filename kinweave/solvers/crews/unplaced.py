"""Why somebody has no crew, and what would help.

Nothing here looks at who would rather not be with whom: the answers are the same as if nobody had
said so, and what was said in private cannot be read out of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.problem import WEEK_MINUTES, Crew, Unplaced
from kinweave.solvers.crews.tables import Tables
from kinweave.solvers.running import Reason
from kinweave.solvers.slots.clock import WEEK_QUARTERS, ZoneClock, to_quarters
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
        calls = {call.name: call.largest for call in tables.problem.calls}
        largest = tables.problem.season.largest
        self._has_room = [
            len(crew.members) < (calls.get(crew.call or "") or largest) for crew in self.crews
        ]
        # Many crews meet at the same time: each time's dates once, and which one a crew has.
        numbers: dict[tuple[datetime, ...], int] = {}
        self._time = [
            numbers.setdefault(crew.times[0].series.starts, len(numbers)) for crew in self.crews
        ]
        self._dates = [np.array([to_quarters(start) for start in dates]) for dates in numbers]

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
                counts = sorted(hours.values(), reverse=True)
                most, least = counts[0], counts[:_RANGES][-1]
                named = [span for span, crews in hours.items() if crews >= least]
                best = sorted(named, key=lambda span: (-hours[span], self._ask(row, span), span))
                ranges = [list(span) for span in best[:_RANGES]]
                yield Reason("hours", {"ranges": ranges, "crews": most})
        if reason.kind in ("alone_in_language", "nobody_free", "too_few_free"):
            yield from self._language(row)
        full = self._full(row)
        if full:
            yield Reason("larger_crew", {"crews": full})
        yield Reason("next_season")

    def _meeting(self, row: int, *, with_room: bool) -> Counter[int]:
        """How many crews meet at which time, of those that share a language with the person and
        have room, or have none."""
        understood = self._understood[row]
        crews = zip(self._time, self._spoken, self._has_room, strict=True)
        return Counter(
            time for time, spoken, room in crews if room == with_room and spoken & understood
        )

    def _clock(self, row: int) -> ZoneClock:
        week = self.tables.week
        return week.clocks[week.zone_index(self.tables.people[row].zone)]

    def _hours(self, row: int) -> Counter[tuple[int, int]]:
        """Hours of the person's own week which, if free, would fit the time of a crew with room."""
        hours, clock = self.tables.people[row].hours, self._clock(row)
        length = self.tables.problem.season.length_minutes
        open_at = open_quarters((*hours.free, *hours.if_need_be))
        # Whether the person can be there for a whole meeting from each quarter on.
        lasting = np.all([np.roll(open_at, -k) for k in range((length + 14) // 15)], axis=0)
        found: Counter[tuple[int, int]] = Counter()
        for time, crews in self._meeting(row, with_room=True).items():
            for at in np.unique(clock.wall(self._dates[time]) % WEEK_QUARTERS).tolist():
                if not lasting[at]:
                    found[at * 15, (at * 15 + length - 1) % WEEK_MINUTES + 1] += crews
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
        hours, clock = self.tables.people[row].hours, self._clock(row)
        quarters = np.arange((self.tables.problem.season.length_minutes + 14) // 15)
        open_at = open_quarters((*hours.free, *hours.if_need_be))
        return sum(
            crews
            for time, crews in self._meeting(row, with_room=False).items()
            if open_at[clock.wall(self._dates[time][:, None] + quarters) % WEEK_QUARTERS].all()
        )


def _codes(tables: Tables) -> list[str]:
    return sorted({code for person in tables.people for code in person.languages})
