"""Common times the slow way, minute by minute, and honest plans made of them.

Looks at nothing but the clocks: it walks through the minutes of every meeting and asks each
member's clock. It is the second opinion on the validator, and the maker of plans to check.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from zoneinfo import ZoneInfo

from kinweave.solvers.crews.problem import (
    CommonTime,
    Crew,
    Hosting,
    Hours,
    Person,
    Plan,
    Problem,
    Series,
    Unplaced,
)
from kinweave.solvers.running import Quality, Reason
from kinweave.solvers.validators.crews import Rules

MINUTE = timedelta(minutes=1)
HALF_HOUR = timedelta(minutes=30)
DAY = timedelta(days=1)


def opens(problem: Problem) -> datetime:
    """When it is the season's first day for the last of the people."""
    day, found = problem.season.start, []
    for zone in {person.zone for person in problem.people}:
        instant = datetime(day.year, day.month, day.day, tzinfo=UTC) - DAY
        while instant.astimezone(ZoneInfo(zone)).date() < day:
            instant += 15 * MINUTE
        found.append(instant)
    return max(found)


def instant(zone: str, shown: datetime) -> datetime:
    """When the clock first shows this, tried with the hours that hold the day before and after;
    as before the change where it never does."""
    before, after = (
        (shown + day).replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
        for day in (-DAY, DAY)
    )
    tries = sorted(
        shown.replace(tzinfo=UTC) - offset for offset in (before, after) if offset is not None
    )
    right = [at for at in tries if at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == shown]
    return right[0] if right else shown.replace(tzinfo=UTC) - (before or timedelta())


@cache
def minutes(hours: Hours) -> tuple[frozenset[int], frozenset[int]]:
    """Minutes of the week within the hours at all, and within the free ones."""
    free = frozenset(chain.from_iterable(range(*part) for part in hours.free))
    return free.union(*(range(*part) for part in hours.if_need_be)), free


def within(zone: str, start: datetime, length: int, there: frozenset[int]) -> bool:
    """Whether a clock in ``zone`` shows only minutes of the week ``there`` during the meeting."""
    for minute in range(length):
        shown = (start + minute * MINUTE).astimezone(ZoneInfo(zone))
        if (shown.weekday() * 24 + shown.hour) * 60 + shown.minute not in there:
            return False
    return True


def common_times(problem: Problem, members: Iterable[str]) -> tuple[CommonTime, ...]:
    """One for each start of the week, a wholly free one where there is any, in order."""
    season, people = problem.season, [one for one in problem.people if one.key in set(members)]
    first, found = opens(problem), {}
    for zone in sorted({person.zone for person in people}):
        midnight = datetime(season.start.year, season.start.month, season.start.day)
        for shown in (midnight + number * HALF_HOUR for number in range(-48, 10 * 48)):
            if not first <= instant(zone, shown) < first + 7 * DAY:
                continue
            starts = []
            for number in range(season.meetings):
                starts.append(instant(zone, shown + 7 * number * season.every_weeks * DAY))
                if not all(
                    within(one.zone, starts[-1], season.length_minutes, minutes(one.hours)[0])
                    for one in people
                ):
                    break
            else:
                if_need_be = _if_need_be(people, starts, season.length_minutes)
                series = Series(zone, tuple(starts), season.length_minutes)
                if starts[0] not in found or not if_need_be:
                    found[starts[0]] = CommonTime(series, if_need_be)
    return tuple(found[start] for start in sorted(found))


def _if_need_be(people: list[Person], starts: list[datetime], length: int) -> tuple[str, ...]:
    return tuple(
        sorted(
            one.key
            for one in people
            if not all(within(one.zone, at, length, minutes(one.hours)[1]) for at in starts)
        )
    )


def crew_of(problem: Problem, members: Iterable[str]) -> Crew:
    """These people as a crew that says the truth about itself."""
    keys = tuple(sorted(members))
    people = [person for key in keys for person in problem.people if person.key == key]
    score, parts = Rules(problem).score(keys) or (0.0, {})
    return Crew(
        members=keys,
        languages=tuple(sorted(frozenset.intersection(*(one.languages for one in people)))),
        times=common_times(problem, keys),
        hosts=tuple(
            one.key
            for willing in (Hosting.YES, Hosting.MAYBE)
            for one in people
            if one.host is willing
        ),
        score=score,
        parts=parts,
        call=next((call.name for call in problem.calls if call.caller in keys), None),
    )


def plan_of(problem: Problem, crews: Iterable[Iterable[str]]) -> Plan:
    """These crews, and everybody else unplaced."""
    made = tuple(crew_of(problem, members) for members in crews)
    placed = {key for crew in made for key in crew.members}
    left = sorted(person.key for person in problem.people if person.key not in placed)
    return Plan(
        made,
        tuple(Unplaced(key, Reason("nobody_free")) for key in left),
        Quality(sum(crew.score * len(crew.members) for crew in made)),
        problem.weights,
        seed=0,
    )
