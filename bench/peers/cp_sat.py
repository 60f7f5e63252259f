"""A plain model for CP-SAT (ortools): people × crews, starts × crews, languages × crews.

All of our rules are in it. Of our score, host, size and wishes are exact; what is reckoned over
pairs is exact for crews of the target size, and near for others; a crew has one start here, so
how many more it has in common is left out. This is what somebody who knows the tool writes down
in a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ortools.sat.python import cp_model

from bench.peers.told import Person, Told

EXACT = 10_000
"""The score is whole numbers here: a person's worth is up to so many."""

ONE_START = 1 - 2**-0.5
"""What one common start is worth of the part of the score that is for time."""


def crews(told: Told, seconds: float) -> list[list[str]]:
    """The best crews it finds in ``seconds``."""
    model = Model(told)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise TimeoutError("no crews found in time")
    groups = (
        [
            person.key
            for person, chosen in zip(told.people, row, strict=True)
            if solver.value(chosen)
        ]
        for row in model.member
    )
    return [group for group in groups if group]


class Model:
    """``member``: for each crew there could be, whether each person is in it."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.model = cp_model.CpModel()
        slots = range(max(1, round(len(told.people) / told.target)))
        self.member = [[self._bool() for _ in told.people] for _ in slots]
        for one in range(len(told.people)):
            self.model.add_at_most_one(row[one] for row in self.member)
        worth = [value for row in self.member for value in self._crew(row)]
        self.model.maximize(sum([*worth, *self._pairs(), *self._each()]))

    def _bool(self) -> cp_model.IntVar:
        return self.model.new_bool_var("")

    def _crew(self, row: list[cp_model.IntVar]) -> Iterator[cp_model.LinearExprT]:
        """The rules of one crew, and what its size and its host are worth."""
        told, model = self.told, self.model
        used = self._bool()
        starts = [self._bool() for _ in told.starts]
        spoken = {code: self._bool() for one in told.people for code in one.languages}
        model.add(sum(starts) == used)
        model.add(sum(spoken.values()) == used)
        for number, (person, chosen) in enumerate(zip(told.people, row, strict=True)):
            model.add(chosen <= sum(starts[start] for start in sorted(person.suits)))
            model.add(chosen <= sum(spoken[code] for code in person.languages))
            for other in person.apart:
                if other < number:
                    model.add_at_most_one(chosen, row[other])
        by_anchors = defaultdict(list)
        for start, zones in zip(starts, told.anchors, strict=True):
            by_anchors[zones].append(start)
        for zones, held in by_anchors.items():
            living = (row[n] for n, person in enumerate(told.people) if person.zone in zones)
            model.add(sum(held) <= sum(living))

        sizes = (0, *range(told.smallest, told.largest + 1))
        size = model.new_int_var_from_domain(cp_model.Domain.from_values(sizes), "")
        model.add(size == sum(row))
        model.add(size >= used)
        model.add(size <= told.largest * used)
        near = [max(0.0, 1 - abs(n - told.target) / 3) for n in range(told.largest + 1)]
        yield self._times_size("size", [[value] for value in near], size, 0)

        host = model.new_int_var(0, 2, "")
        would = [self._bool(), self._bool()]
        for willing, one in enumerate(would, start=1):
            hosts = (row[n] for n, person in enumerate(told.people) if person.host == willing)
            model.add(one <= sum(hosts))
        model.add_max_equality(host, [would[0], 2 * would[1]])
        yield self._times_size("host", [[0.0, 0.5, 1.0]] * len(near), size, host)

    def _times_size(
        self,
        part: str,
        values: list[list[float]],
        size: cp_model.IntVar,
        column: cp_model.LinearExprT,
    ) -> cp_model.IntVar:
        """The size times ``values[size][column]``, weighted."""
        weight = EXACT * self.told.weights[part]
        table = [round(weight * n * value) for n, row in enumerate(values) for value in row]
        found = self.model.new_int_var(0, max(table), "")
        self.model.add_element(len(values[0]) * size + column, table, found)
        return found

    def _pairs(self) -> Iterator[cp_model.LinearExprT]:
        """What two people who are in one crew together are worth."""
        weights = self.told.weights
        # n people are worth n times the mean over their n (n - 1) / 2 pairs.
        share = 2 / (self.told.target - 1)
        for (a, one), (b, two) in combinations(enumerate(self.told.people), 2):
            if b in one.apart or not (
                one.suits & two.suits and {*one.languages} & {*two.languages}
            ):
                continue
            akin = min(1, len(one.words & two.words) / 2)
            worth = share * (
                weights["interests"] * akin
                + weights["fresh"] * (b not in one.met)
                + weights["places"] * (one.zone != two.zone)
            ) + weights["wishes"] * (_wished(one, b) + _wished(two, a))
            if worth:
                yield round(EXACT * worth) * self._together(a, b)

    def _together(self, a: int, b: int) -> cp_model.IntVar:
        """True only if both are in one crew. It need not be true then, but is worth something."""
        together = self._bool()
        self.model.add(together <= sum(row[a] for row in self.member))
        for row in self.member:
            self.model.add_bool_or(~together, ~row[a], row[b])
        return together

    def _each(self) -> Iterator[cp_model.LinearExprT]:
        """What it is worth to somebody to be in any crew: it meets, and no wish is open."""
        weights = self.told.weights
        for one, person in enumerate(self.told.people):
            worth = weights["time"] * ONE_START + weights["wishes"] * (not person.wishes)
            yield round(EXACT * worth) * sum(row[one] for row in self.member)


def _wished(person: Person, other: int) -> float:
    return 1 / len(person.wishes) if other in person.wishes else 0.0
