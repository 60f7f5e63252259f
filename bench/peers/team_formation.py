"""team-formation (PyPI), told what its constraints can hold: hours, language, zone.

Its ``cluster`` wants one value that all of a team have, of lists of values: starts at which
somebody can really meet at every date, and languages. It cannot forbid, so what it misses breaks
a rule; and it knows neither "not with", nor who has met, nor leaving somebody without a team.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd
from team_formation.team_assignment import TeamAssignment

from bench.peers.told import Told

HOURS_APART = 2
"""Starts offered to it lie so far apart: with more of them it finds nothing in its time."""

CONSTRAINTS = (
    ("hours", "cluster", 10),
    ("languages", "cluster", 10),
    ("east", "cluster_numeric", 1),
)


def crews(told: Told, seconds: float) -> list[list[str]]:
    """The best teams it finds in ``seconds``."""
    people = Counter(number for person in told.people for number in person.suits)
    # Of the series that begin at one moment, that which suits the most people.
    offered = {
        told.starts[number]: number
        for number in sorted(people, key=lambda number: people[number])
        if not told.starts[number] % (4 * HOURS_APART)
    }
    numbers = frozenset(offered.values())
    roster = pd.DataFrame(
        [
            {
                "key": person.key,
                "hours": sorted(person.suits & numbers),
                "languages": list(person.languages),
                "east": person.east // 60,
            }
            for person in told.people
        ]
    )
    constraints = pd.DataFrame(CONSTRAINTS, columns=["attribute", "type", "weight"])
    teams = TeamAssignment(roster, constraints, told.target)
    teams.solve(max_time_in_seconds=seconds)
    if not teams.solution_found:
        raise TimeoutError("no teams found in time")
    return [list(team) for _, team in teams.participants.groupby("team_num")["key"]]
