"""An instance as peers are told it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.instances import load
from bench.peers.told import Person, Told
from kinweave.solvers.crews.problem import Hosting, Problem
from kinweave.solvers.validators.crews import Rules
from kinweave.solvers.validators.crews.timetable import Starts, week

HOSTING = (Hosting.NO, Hosting.MAYBE, Hosting.YES)


def told(path: Path) -> Told:
    """The instance in a file."""
    return tell_of(load(path))


def tell_of(problem: Problem) -> Told:
    """Everything but calls. Series that suit too few people for any crew are left out."""
    people = sorted(problem.people, key=lambda person: person.key)
    row = {person.key: number for number, person in enumerate(people)}
    apart = _both_ways([(row[p.key], row[key]) for p in people for key in p.apart & row.keys()])
    met = _both_ways([(row[p.key], row[key]) for p in people for key in p.met & row.keys()])
    series, anchors, suits = _series(problem)
    season, weights = problem.season, asdict(problem.weights)
    noon = datetime.combine(season.start, time(12))
    return Told(
        tuple(
            Person(
                person.key,
                person.zone,
                (ZoneInfo(person.zone).utcoffset(noon) or timedelta()) // timedelta(minutes=1),
                tuple(sorted(person.languages)),
                person.interests | person.intention,
                HOSTING.index(person.host),
                frozenset(row[key] for key in person.wishes & row.keys()),
                frozenset(apart.get(row[person.key], ())),
                frozenset(met.get(row[person.key], ())),
                frozenset(suits[person.key]),
            )
            for person in people
        ),
        tuple(one[0] for one in series),
        anchors,
        season.smallest,
        season.target,
        season.largest,
        {part: weight / sum(weights.values()) for part, weight in weights.items()},
    )


def _both_ways(pairs: list[tuple[int, int]]) -> dict[int, set[int]]:
    others: dict[int, set[int]] = {}
    for one, two in pairs:
        others.setdefault(one, set()).add(two)
        others.setdefault(two, set()).add(one)
    return others


def _series(
    problem: Problem,
) -> tuple[list[Starts], tuple[frozenset[str], ...], dict[str, set[int]]]:
    """All series by first meeting, the zones that anchor each, and those that suit each person."""
    times = Rules(problem).times
    anchors: dict[Starts, set[str]] = {}
    for zone in sorted(times.clocks):
        for series in times.series(zone):
            anchors.setdefault(series, set()).add(zone)
    come: dict[Starts, list[str]] = {
        series: [
            person.key
            for person in problem.people
            if not times.needs[person.zone][series] & ~week(person.hours)[0]
        ]
        for series in sorted(anchors)
    }
    useful = [series for series in come if len(come[series]) >= problem.season.smallest]
    suits: dict[str, set[int]] = {person.key: set() for person in problem.people}
    for number, one in enumerate(useful):
        for key in come[one]:
            suits[key].add(number)
    return useful, tuple(frozenset(anchors[one]) for one in useful), suits
