"""A crew worked out by hand, its score, and how the tests of the validator ask about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinweave.solvers.crews.problem import (
    CommonTime,
    Crew,
    Hosting,
    Hours,
    Person,
    Plan,
    Problem,
    Season,
    Series,
    Unplaced,
    Weights,
)
from kinweave.solvers.running import Quality, Reason
from kinweave.solvers.validators.crews import violations
from tests.solvers.crews.summer_time import CASES, hours, utc

EN = frozenset({"en"})
THROUGH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)

# Ana in Vienna and Bo in Lagos are at +1 all January 2027, Cy in Kathmandu at +5:45. From Monday
# 11 January, on two Tuesdays, for an hour, three starts suit them: 18:00 in Vienna, and if need be
# for Cy 18:15 (23:00 in Kathmandu, and no half hour in Vienna) and 18:30.
TUESDAY_1800 = (utc("2027-01-12 17:00"), utc("2027-01-19 17:00"))
TUESDAY_1815 = (utc("2027-01-12 17:15"), utc("2027-01-19 17:15"))
TUESDAY_1830 = (utc("2027-01-12 17:30"), utc("2027-01-19 17:30"))
SEASON = Season(
    date(2027, 1, 11), meetings=2, every_weeks=1, length_minutes=60, smallest=2, target=3, largest=4
)
ANA = Person(
    "ana", "Europe/Vienna", Hours(hours("Tue 18:00-20:00")), frozenset({"en", "de"}),
    interests=frozenset({"bread", "tea"}), intention=frozenset({"rest"}), host=Hosting.MAYBE,
    wishes=frozenset({"bo", "dee"}),
)  # fmt: skip
BO = Person(
    "bo", "Africa/Lagos", Hours(hours("Tue 18:00-19:30")), frozenset({"en", "de"}),
    interests=frozenset({"soup", "tea"}), intention=frozenset({"rest"}), host=Hosting.YES,
    met=frozenset({"cy"}),
)  # fmt: skip
CY = Person(
    "cy", "Asia/Kathmandu", Hours(hours("Tue 22:45-23:45"), hours("Tue 23:45-00:30")), EN,
    interests=frozenset({"tea"}),
)  # fmt: skip
DEE = Person("dee", "Europe/Vienna", Hours(hours("Sat 10:00-12:00")), EN)
WEIGHTS = Weights(0.25, 0.25, 0.15, 0.1, 0.1, 0.1, 0.05)
PROBLEM = Problem((ANA, BO, CY, DEE), SEASON, weights=WEIGHTS)

# Time: one start and two halves, 1 - 2 ** (-2 / 2). Interests: Ana and Bo share an interest and an
# intention, either of them one interest with Cy: (1 + 1/2 + 1/2) / 3. Fresh: all but Bo and Cy.
# Wishes: half of Ana's come true, the others have none. Places: three zones.
PARTS = {
    "time": 1 / 2,
    "interests": 2 / 3,
    "fresh": 2 / 3,
    "wishes": 5 / 6,
    "host": 1.0,
    "size": 1.0,
    "places": 1.0,
}
SCORE = 0.25 / 2 + 0.25 * 2 / 3 + 0.15 * 2 / 3 + 0.10 * 5 / 6 + 0.10 + 0.10 + 0.05
CREW = Crew(
    members=("ana", "bo", "cy"),
    languages=("en",),
    times=(
        CommonTime(Series("Europe/Vienna", TUESDAY_1800, 60)),
        CommonTime(Series("Asia/Kathmandu", TUESDAY_1815, 60), ("cy",)),
        CommonTime(Series("Africa/Lagos", TUESDAY_1830, 60), ("cy",)),
    ),
    hosts=("bo", "ana"),
    score=SCORE,
    parts=PARTS,
)
FIRST, QUARTER_PAST, SECOND = CREW.times
PLAN = Plan((CREW,), (Unplaced("dee", Reason("nobody_free")),), Quality(3 * SCORE), WEIGHTS, seed=0)


def kinds(problem: Problem, plan: Plan, *, complete: bool = True) -> list[str]:
    return [violation.kind for violation in violations(problem, plan, complete=complete)]


def among(**changed: Person) -> Problem:
    """The problem, with some of its people changed."""
    return replace(
        PROBLEM, people=tuple(changed.get(person.key, person) for person in PROBLEM.people)
    )


def crew(**changes: object) -> Plan:
    """The plan, with its crew changed."""
    return replace(PLAN, crews=(replace(CREW, **changes),))
