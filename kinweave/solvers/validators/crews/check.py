"""The rules that a plan breaks, one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from math import fsum

from kinweave.solvers.crews.problem import CommonTime, Crew, Hosting, Plan, Problem
from kinweave.solvers.validators.crews.rules import Members, Rules
from kinweave.solvers.validators.crews.timetable import EPOCH, QUARTER, Starts

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a plan breaks.

    ``kind``: see :func:`violations`. ``crew``: its index in ``plan.crews``, or ``None`` where the
    whole plan is meant. ``people``: keys, sorted. ``values``: what there is to say about it.
    """

    kind: str
    crew: int | None = None
    people: tuple[str, ...] = ()
    values: dict[str, object] = field(default_factory=dict)


def violations(problem: Problem, plan: Plan, *, complete: bool = True) -> tuple[Violation, ...]:
    """Every rule that the plan breaks, crew by crew, then for the plan as a whole.

    ``complete``: false for a plan that holds, of each crew, only what plan.json keeps (members,
    the proposed language and time, hosts, call, score): then what it left out is not missed.

    Of a crew: ``unknown`` (people who are not in the problem), ``twice`` (a member named twice),
    ``unsorted``, ``size`` {size, smallest, largest}, ``callers`` (more than one), ``call`` {said,
    is}, ``language`` (none in common), ``languages`` {said, are}, ``hosts`` {said, are},
    ``cannot_meet``. Of a crew that can meet: ``no_time`` (none named), ``anchor`` {zone} (a zone
    nobody lives in), ``length`` {said, is}, ``series`` {zone, start} (not the wall clock, dates
    or first week it should be), ``busy`` {zone, start}, ``same_start`` {start}, ``if_need_be``
    {start, said, are}, ``times`` {said, are} (some were left out). Of a crew that breaks no rule:
    ``score`` {said, is}, ``part`` {part, said, is}.

    Of the plan: ``two_crews`` {crews}, ``both`` (in a crew and unplaced), ``forgotten`` (neither),
    ``stranger`` (unplaced, not in the problem), ``unplaced_twice``, ``weights``, ``objective``
    {said, is}, ``bound`` {bound, objective} (below the objective), ``proof`` {bound, objective}
    (said to be proven, with a bound above the objective).
    """
    rules = Rules(problem)
    found: list[Violation] = []
    scores: list[float | None] = []
    for number, crew in enumerate(plan.crews):
        unknown = sorted(key for key in set(crew.members) if key not in rules.people)
        if unknown or not crew.members:
            found.append(Violation("unknown", number, tuple(unknown)))
            scores.append(None)
            continue
        members = Members(rules, [rules.people[key] for key in sorted(set(crew.members))])
        found += _of_crew(members, number, crew, complete)
        scores.append(members.score * len(members.people) if members.allowed else None)
    found += _of_people(rules, plan)
    found += _of_quality(problem, plan, scores)
    return tuple(found)


def _of_crew(members: Members, number: int, crew: Crew, complete: bool) -> Iterator[Violation]:
    keys = tuple(sorted(members.keys))
    smallest, largest = members.bounds
    call = members.calls[0].name if members.calls else None
    hosts = [
        sorted(person.key for person in members.people if person.host is willing)
        for willing in (Hosting.YES, Hosting.MAYBE)
    ]
    surely = len(hosts[0])
    if len(crew.members) > len(keys):
        twice = {key for key in keys if crew.members.count(key) > 1}
        yield Violation("twice", number, tuple(sorted(twice)))
    elif complete and crew.members != keys:
        yield Violation("unsorted", number, keys)
    if not smallest <= len(keys) <= largest:
        sizes: dict[str, object] = {"size": len(keys), "smallest": smallest, "largest": largest}
        yield Violation("size", number, keys, sizes)
    if len(members.calls) > 1:
        yield Violation("callers", number, tuple(sorted(call.caller for call in members.calls)))
    elif crew.call != call:
        yield Violation("call", number, keys, {"said": crew.call, "is": call})
    if not members.languages:
        yield Violation("language", number, keys)
    elif _differ(crew.languages, members.languages, complete) or not crew.languages:
        shared = tuple(sorted(members.languages))
        yield Violation("languages", number, keys, {"said": crew.languages, "are": shared})
    if [sorted(crew.hosts[:surely]), sorted(crew.hosts[surely:])] != hosts:
        said: dict[str, object] = {"said": crew.hosts, "are": (*hosts[0], *hosts[1])}
        yield Violation("hosts", number, keys, said)
    if not members.can_meet:
        yield Violation("cannot_meet", number, keys)
        return
    yield from _of_times(members, number, crew, complete)
    if members.allowed:
        if _off(crew.score, members.score):
            yield Violation("score", number, keys, {"said": crew.score, "is": members.score})
        for part in sorted(crew.parts.keys() | members.parts.keys()) if complete else ():
            stated, value = crew.parts.get(part), members.parts.get(part)
            if stated is None or value is None or _off(stated, value):
                yield Violation("part", number, keys, {"part": part, "said": stated, "is": value})


def _of_times(members: Members, number: int, crew: Crew, complete: bool) -> Iterator[Violation]:
    keys = tuple(sorted(members.keys))
    named: set[int] = set()
    for common in crew.times:
        starts = _quarters(common.series.starts)
        yield from _of_time(members, number, common, starts, complete)
        if starts and starts[0] in named:
            yield Violation("same_start", number, keys, {"start": common.series.starts[0]})
        named.update(starts[:1])
    if not crew.times:
        yield Violation("no_time", number, keys)
    elif complete and not members.starts.keys() <= named:
        said, are = (
            tuple(EPOCH + start * QUARTER for start in sorted(starts))
            for starts in (named, members.starts)
        )
        yield Violation("times", number, keys, {"said": said, "are": are})


def _of_time(
    members: Members, number: int, common: CommonTime, starts: Starts, complete: bool
) -> Iterator[Violation]:
    keys = tuple(sorted(members.keys))
    times, series = members.rules.times, common.series
    if series.length_minutes != times.season.length_minutes:
        length = {"said": series.length_minutes, "is": times.season.length_minutes}
        yield Violation("length", number, keys, dict(length))
    if all(series.zone != person.zone for person in members.people):
        yield Violation("anchor", number, keys, {"zone": series.zone})
        return
    values: dict[str, object] = {"zone": series.zone, "start": next(iter(series.starts), None)}
    if starts not in times.series(series.zone):
        yield Violation("series", number, keys, values)
        return
    busy, if_need_be = [], []
    for person, (within, free) in zip(members.people, members.weeks, strict=True):
        needs = times.needs[person.zone][starts]
        if needs & ~within:
            busy.append(person.key)
        elif needs & ~free:
            if_need_be.append(person.key)
    if busy:
        yield Violation("busy", number, tuple(busy), values)
    elif complete and sorted(common.if_need_be) != if_need_be:
        said = {"said": common.if_need_be, "are": tuple(if_need_be)}
        yield Violation("if_need_be", number, keys, {"start": values["start"], **said})


def _of_people(rules: Rules, plan: Plan) -> Iterator[Violation]:
    crews: defaultdict[str, list[int]] = defaultdict(list)
    for number, crew in enumerate(plan.crews):
        for key in set(crew.members):
            crews[key].append(number)
    unplaced = [someone.key for someone in plan.unplaced]
    for key in sorted(key for key, numbers in crews.items() if len(numbers) > 1):
        yield Violation("two_crews", None, (key,), {"crews": tuple(crews[key])})
    kinds = {
        "both": crews.keys() & set(unplaced),
        "forgotten": rules.people.keys() - crews.keys() - set(unplaced),
        "stranger": set(unplaced) - rules.people.keys(),
        "unplaced_twice": {key for key, count in Counter(unplaced).items() if count > 1},
    }
    for kind, people in kinds.items():
        if people:
            yield Violation(kind, None, tuple(sorted(people)))


def _of_quality(problem: Problem, plan: Plan, scores: list[float | None]) -> Iterator[Violation]:
    said, bound = plan.quality.objective, plan.quality.bound
    if plan.weights != problem.weights:
        yield Violation("weights")
    worth = [score for score in scores if score is not None]
    if len(worth) == len(scores) and _off(said, fsum(worth)):
        yield Violation("objective", values={"said": said, "is": fsum(worth)})
    values: dict[str, object] = {"bound": bound, "objective": said}
    if bound is not None and bound < said - TOLERANCE:
        yield Violation("bound", values=values)
    if bound is not None and plan.quality.proven and bound > said + TOLERANCE * max(1, abs(said)):
        yield Violation("proof", values=values)


def _quarters(instants: Iterable[datetime]) -> Starts:
    """The instants as quarter hours; none at all where one names no zone or is no full quarter."""
    quarters = []
    for instant in instants:
        if instant.tzinfo is None:
            return ()
        quarter, rest = divmod(instant - EPOCH, QUARTER)
        if rest:
            return ()
        quarters.append(quarter)
    return tuple(quarters)


def _off(said: float, value: float) -> bool:
    return not abs(said - value) <= TOLERANCE  # so that what is no number is off, too


def _differ(said: tuple[str, ...], are: frozenset[str], complete: bool) -> bool:
    return sorted(said) != sorted(are) if complete else not are.issuperset(said)
