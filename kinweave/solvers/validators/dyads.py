"""Whether rounds of meetings of two keep every rule, and are as fresh as they say.

Written apart from the dyad solver on purpose: it shares the problem's types with it and nothing
else, and works on names and sets, one meeting at a time, where the solver works on rows and bits.

Two people who would rather not meet are reported exactly like two who share no language or no
time, ``cannot_meet``: what somebody said in private cannot be read out of a check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from kinweave.solvers.dyads.problem import LeftOver, Meeting, Participant, Problem, Rotation, Round
from kinweave.solvers.running import Reason

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken.

    ``kind``: see :func:`violations`. ``round``: its number, or ``None`` where the rotation as a
    whole is meant. ``people``: keys, sorted. ``values``: what there is to say about it.
    """

    kind: str
    round: int | None = None
    people: tuple[str, ...] = ()
    values: dict[str, object] = field(default_factory=dict)


def violations(
    problem: Problem, plan: Round | Rotation, *, number: int = 0, everyone: bool = False
) -> tuple[Violation, ...]:
    """Every rule that a round (which is the ``number``-th, for absences) or a rotation breaks.

    Of a round: ``unknown``, ``twice`` and ``missing`` (people), ``absent`` {said, are},
    ``unsorted``, ``size`` {said}, ``cannot_meet``, ``languages`` and ``times`` {said, are},
    ``reasons`` {said, are}, ``guest`` {said}, ``could_meet`` (two who are left over), ``objective``
    {said, is}, ``above_bound`` {objective, bound}. Of a rotation also: ``again`` (two meet twice
    before all have met once), ``pairs`` {said, are}, ``fewest`` {said, took}, and with
    ``everyone``, ``never`` (two who may meet do not).
    """
    met = _history(problem)
    if isinstance(plan, Round):
        return tuple(_of_round(problem, plan, number, 0, met))
    return tuple(_of_rotation(problem, plan, met, everyone))


def freshness(rounds: int | None) -> int:
    """Of meeting again after so many rounds, or for the first time; in millionths."""
    return 1_000_000 if rounds is None else 500_000 * rounds // (rounds + 4)


Pair = frozenset[str]


def _history(problem: Problem) -> dict[Pair, int]:
    """The round in which two people last met, the first one to come being 0."""
    met: dict[Pair, int] = {}
    for person in problem.participants:
        for key, ago in person.met:
            two = frozenset((person.key, key))
            met[two] = max(-ago, met.get(two, -ago))
    return met


def _shared(people: Iterable[Participant]) -> tuple[frozenset[str] | None, int | None]:
    """The languages and times that all of them share; ``None`` for any."""
    languages: frozenset[str] | None = None
    times: int | None = None
    for person in people:
        if person.languages:
            languages = person.languages & (languages or person.languages)
            if not languages:
                return frozenset(), times
        if person.times is not None:
            times = person.times if times is None else times & person.times
    return languages, times


def _may_meet(people: tuple[Participant, ...]) -> bool:
    languages, times = _shared(people)
    if languages == frozenset() or times == 0:
        return False
    return not any(
        one.key in two.apart or two.key in one.apart for one, two in combinations(people, 2)
    )


def _of_round(
    problem: Problem, plan: Round, number: int, now: int, met: dict[Pair, int]
) -> Iterator[Violation]:
    """``now``: the round as ``met`` counts; ``number``: as absences do."""
    person = {one.key: one for one in problem.participants}
    meetings = (*plan.pairs, *plan.trios)
    named = Counter(
        [key for meeting in meetings for key in meeting.members]
        + [one.key for one in plan.left_over]
        + list(plan.absent)
    )
    for kind, keys in (
        ("unknown", named.keys() - person.keys()),
        ("twice", {key for key, times in named.items() if times > 1}),
        ("missing", person.keys() - named.keys()),
    ):
        if keys:
            yield Violation(kind, number, tuple(sorted(keys)))
    if named.keys() - person.keys():
        return
    absent = tuple(sorted(one.key for one in problem.participants if number in one.absent))
    if plan.absent != absent:
        yield Violation("absent", number, values={"said": plan.absent, "are": absent})
    for size, some in ((2, plan.pairs), (3, plan.trios)):
        for meeting in some:
            yield from _of_meeting(meeting, size, person, number, now, met)
    listed: tuple[tuple[object, ...], ...] = (
        tuple(one.members for one in plan.pairs),
        tuple(one.members for one in plan.trios),
        tuple(one.key for one in plan.left_over),
    )
    if any(list(some) != sorted(some, key=repr) for some in listed):
        yield Violation("unsorted", number)
    here = [one for one in problem.participants if number not in one.absent]
    for left in plan.left_over:
        reason = _why_left(person[left.key], here)
        if left.reason != reason:
            yield _differs("reasons", number, (left.key,), left.reason, reason)
    yield from _idle(plan.left_over, person, number)
    fresh = sum(
        freshness(_ago(met, two, now)) * (2 if len(meeting.members) == 2 else 1)
        for meeting in meetings
        for two in combinations(meeting.members, 2)
    )
    if abs(plan.quality.objective - fresh / 1_000_000) > TOLERANCE:
        yield _differs("objective", number, (), plan.quality.objective, fresh / 1_000_000)
    bound = plan.quality.bound
    if bound is not None and plan.quality.objective > bound + TOLERANCE:
        values: dict[str, object] = {"objective": plan.quality.objective, "bound": bound}
        yield Violation("above_bound", number, values=values)


def _of_meeting(
    meeting: Meeting,
    size: int,
    person: dict[str, Participant],
    number: int,
    now: int,
    met: dict[Pair, int],
) -> Iterator[Violation]:
    members = meeting.members
    people = tuple(person[key] for key in members)
    if len(members) != size:
        yield Violation("size", number, members, {"said": size})
    if list(members) != sorted(members):
        yield Violation("unsorted", number, members)
    if not _may_meet(people):
        yield Violation("cannot_meet", number, members)
        return
    languages, times = _shared(people)
    if meeting.languages != tuple(sorted(languages or ())):
        yield _differs("languages", number, members, meeting.languages, languages)
    if meeting.times != times:
        yield _differs("times", number, members, meeting.times, times)
    agos = [_ago(met, two, now) for two in combinations(members, 2)]
    latest = min((ago for ago in agos if ago is not None), default=None)
    why = Reason("first_meeting") if latest is None else Reason("met_ago", {"rounds": latest})
    reasons = (why,) if size == 2 else (Reason("trio"), why)
    if meeting.reasons != reasons:
        yield _differs("reasons", number, members, meeting.reasons, reasons)
    if meeting.guest is not None and (size == 2 or meeting.guest not in members):
        yield Violation("guest", number, members, {"said": meeting.guest})


def _idle(
    left_over: tuple[LeftOver, ...], person: dict[str, Participant], number: int
) -> Iterator[Violation]:
    for one, two in combinations(left_over, 2):
        if _may_meet((person[one.key], person[two.key])):
            yield Violation("could_meet", number, (one.key, two.key))


def _why_left(person: Participant, here: Iterable[Participant]) -> Reason:
    others = [one for one in here if one.key != person.key]
    if not others:
        return Reason("nobody_here")
    if person.times == 0:
        return Reason("no_times")
    speaking = [one for one in others if _shared((person, one))[0] != frozenset()]
    if not speaking:
        return Reason("alone_in_language", {"languages": sorted(person.languages)})
    free = [one for one in speaking if _shared((person, one))[1] != 0]
    if not free:
        return Reason("nobody_free")
    return Reason("no_room", {"people": len(free)})


def _of_rotation(
    problem: Problem, plan: Rotation, met: dict[Pair, int], everyone: bool
) -> Iterator[Violation]:
    may_meet = {
        frozenset((one.key, two.key))
        for one, two in combinations(problem.participants, 2)
        if _may_meet((one, two))
    }
    to_come, seen = set(may_meet), set[Pair]()
    for number, each in enumerate(plan.rounds):
        found = list(_of_round(problem, each, number, number, met))
        # Whoever is left over has nobody to meet here whom they have not met in this cycle.
        yield from (
            one for one in found if one.kind != "could_meet" or frozenset(one.people) in to_come
        )
        to_come = to_come or set(may_meet)
        for meeting in (*each.pairs, *each.trios):
            two = frozenset(meeting.members) - {meeting.guest or ""}
            if len(two) != 2:
                yield Violation("guest", number, meeting.members, {"said": meeting.guest})
            elif two not in to_come:
                yield Violation("again", number, tuple(sorted(two)))
            to_come.discard(two)
            seen.add(two)
            met.update({frozenset(both): number for both in combinations(meeting.members, 2)})
    if plan.quality.objective != len(seen):
        yield _differs("pairs", None, (), plan.quality.objective, len(seen))
    if plan.quality.bound is not None and plan.quality.objective > plan.quality.bound:
        yield Violation("above_bound", values={"bound": plan.quality.bound})
    if seen >= may_meet and plan.fewest > len(plan.rounds):
        yield Violation("fewest", values={"said": plan.fewest, "took": len(plan.rounds)})
    if everyone:
        yield from (Violation("never", None, tuple(sorted(two))) for two in may_meet - seen)


def _ago(met: dict[Pair, int], two: Iterable[str], now: int) -> int | None:
    last = met.get(frozenset(two))
    return None if last is None else now - last


def _differs(
    kind: str, number: int | None, people: tuple[str, ...], said: object, are: object
) -> Violation:
    second = "is" if kind == "objective" else "are"
    return Violation(kind, number, people, {"said": said, second: are})
