"""What people may be a crew together, and what they are worth as one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from itertools import combinations
from math import fsum

from kinweave.solvers.crews.problem import Call, Hosting, Person, Problem
from kinweave.solvers.validators.crews.timetable import EPOCH, QUARTER, Timetable, week

CALL_WISHES = 3
"""How many wishes it counts as, to want to join somebody's call."""


class Rules:
    """The rules and the weights of a problem, to be held against any of its people."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people = {person.key: person for person in problem.people}
        self.calls = {call.caller: call for call in problem.calls}
        self.callers = {call.name: call.caller for call in problem.calls}
        self.times = Timetable(problem.season, {person.zone for person in problem.people})

    def score(self, members: Iterable[str]) -> tuple[float, dict[str, float]] | None:
        """What these people are worth as a crew, 0 to 1, and its parts; ``None`` where they may
        not be one. Raises KeyError for somebody who is not in the problem."""
        crew = Members(self, [self.people[key] for key in sorted(set(members))])
        return (crew.score, crew.parts) if crew.allowed else None

    def starts(self, members: Iterable[str]) -> dict[datetime, bool]:
        """When the first meeting of these people can be, in order, and whether everybody is
        wholly free then, at some series at least. Looks at the clock only."""
        crew = Members(self, [self.people[key] for key in sorted(set(members))])
        return {EPOCH + start * QUARTER: free for start, free in sorted(crew.starts.items())}


class Members:
    """People who are, or might be, one crew."""

    def __init__(self, rules: Rules, people: list[Person]) -> None:
        self.rules = rules
        self.people = people
        self.keys = {person.key for person in people}
        self.weeks = [week(person.hours) for person in people]
        self.pairs = list(combinations(people, 2))
        self.calls = [rules.calls[person.key] for person in people if person.key in rules.calls]

    @cached_property
    def bounds(self) -> tuple[int, int]:
        season = self.rules.problem.season
        call = self.calls[0] if len(self.calls) == 1 else Call("", "")
        return (
            season.smallest if call.smallest is None else call.smallest,
            season.largest if call.largest is None else call.largest,
        )

    @cached_property
    def languages(self) -> frozenset[str]:
        return frozenset.intersection(*(person.languages for person in self.people))

    @cached_property
    def starts(self) -> dict[int, bool]:
        """First meetings that suit everybody, and whether some series there is wholly free."""
        starts: dict[int, bool] = {}
        times = self.rules.times
        asks = [
            (times.needs[person.zone], within, free)
            for person, (within, free) in zip(self.people, self.weeks, strict=True)
        ]
        for anchor in {person.zone for person in self.people}:
            suiting = times.series(anchor)
            for needs, within, _ in asks:
                suiting = [series for series in suiting if not needs[series] & ~within]
            for series in suiting:
                wholly = all(not needs[series] & ~free for needs, _, free in asks)
                starts[series[0]] = starts.get(series[0], False) or wholly
        return starts

    @cached_property
    def can_meet(self) -> bool:
        apart = any(a.key in b.apart or b.key in a.apart for a, b in self.pairs)
        return not apart and bool(self.starts)

    @property
    def allowed(self) -> bool:
        smallest, largest = self.bounds
        return (
            smallest <= len(self.people) <= largest
            and len(self.calls) <= 1
            and bool(self.languages)
            and self.can_meet
        )

    @cached_property
    def parts(self) -> dict[str, float]:
        smallest, largest = self.bounds
        target = min(max(self.rules.problem.season.target, smallest), largest)
        depth = fsum(1 if free else 0.5 for free in self.starts.values())
        hosting = {person.host for person in self.people}
        return {
            "time": 1 - 2 ** (-depth / 2),
            "interests": self._over_pairs(
                min(1, (len(a.interests & b.interests) + len(a.intention & b.intention)) / 2)
                for a, b in self.pairs
            ),
            "fresh": self._over_pairs(
                a.key not in b.met and b.key not in a.met for a, b in self.pairs
            ),
            "wishes": fsum(map(self._wishes, self.people)) / len(self.people),
            "host": 1 if Hosting.YES in hosting else 0.5 if Hosting.MAYBE in hosting else 0,
            "size": max(0, 1 - abs(len(self.people) - target) / 3),
            "places": self._over_pairs(a.zone != b.zone for a, b in self.pairs),
        }

    @cached_property
    def score(self) -> float:
        weights = {part: getattr(self.rules.problem.weights, part) for part in self.parts}
        whole = fsum(weights.values())
        return fsum(weights[part] * value for part, value in self.parts.items()) / (whole or 1)

    def _over_pairs(self, values: Iterable[float]) -> float:
        return fsum(values) / max(1, len(self.pairs))

    def _wishes(self, person: Person) -> float:
        """The share of somebody's wishes that come true here; 1 for somebody without any."""
        wishes = dict.fromkeys(person.wishes - {person.key}, 1)
        caller = self.rules.callers.get(person.call) if person.call is not None else None
        if caller is not None and caller != person.key:
            wishes[caller] = wishes.get(caller, 0) + CALL_WISHES
        asked = sum(count for key, count in wishes.items() if key in self.rules.people)
        given = sum(count for key, count in wishes.items() if key in self.keys)
        return given / asked if asked else 1


def score_of(problem: Problem, members: Iterable[str]) -> tuple[float, dict[str, float]] | None:
    """:meth:`Rules.score` for once; make :class:`Rules` to ask more than once."""
    return Rules(problem).score(members)
