"""Whether a mixing plan keeps every rule, and is worth what it says it is.

Written apart from the mixing solver on purpose: it shares the problem's types with it and nothing
else, and counts with sets and fractions where the solver counts with arrays.

``apart`` is private. A group that breaks it is reported like a group without a language of its
own, ``cannot_be``, and nothing more is said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from kinweave.solvers.mixing.problem import Group, MixingPlan, Participant, Problem


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a plan breaks.

    ``kind``: see :func:`violations`. ``round``: its index, or ``None`` where the whole plan is
    meant. ``people``: keys, sorted. ``values``: what there is to say about it.
    """

    kind: str
    round: int | None = None
    people: tuple[str, ...] = ()
    values: dict[str, object] = field(default_factory=dict)


def violations(problem: Problem, plan: MixingPlan) -> tuple[Violation, ...]:
    """Every rule that the plan breaks; none for a good plan.

    Kinds: ``rounds`` (not as many as asked for) · ``stranger`` (somebody who is not at the
    gathering, or not in that round) · ``twice`` (in two places in one round) · ``forgotten``
    (there, but neither in a group nor sitting out) · ``size`` (not one of the sizes) ·
    ``cannot_be`` (no common language, or people who cannot be together) · ``languages`` (not
    those that the group shares) · ``unfair`` (the first could change places with the second, who
    sits out, and it would be fairer) · ``objective`` · ``bound`` (the plan claims to be better
    than can be, or proven without being so).
    """
    return tuple(_violations(problem, plan))


def _violations(problem: Problem, plan: MixingPlan) -> Iterator[Violation]:
    people = {person.key: person for person in problem.participants}
    if len(plan.rounds) != problem.rounds:
        yield Violation("rounds", values={"rounds": len(plan.rounds), "asked": problem.rounds})
    for number, one in enumerate(plan.rounds):
        seats = Counter(key for group in one.groups for key in group.members)
        seats.update(one.sitting_out)
        there = {key for key, person in people.items() if number not in person.absent}
        for kind, whom in (
            ("stranger", seats.keys() - there),
            ("twice", {key for key, times in seats.items() if times > 1}),
            ("forgotten", there - seats.keys()),
        ):
            if whom:
                yield Violation(kind, number, tuple(sorted(whom)))
        for group in one.groups:
            if len(group.members) not in problem.sizes:
                values: dict[str, object] = {"size": len(group.members)}
                yield Violation("size", number, group.members, values)
            members = [people[key] for key in group.members if key in people]
            if not _can_be(members):
                yield Violation("cannot_be", number, group.members)
            elif group.languages != _shared(members):
                yield Violation("languages", number, group.members)
    yield from _unfair(people, plan)

    objective = _objective(people, plan)
    quality = plan.quality
    if objective != quality.objective:
        yield Violation("objective", values={"stated": quality.objective, "counted": objective})
    if quality.bound is not None and quality.bound < objective:
        yield Violation("bound", values={"bound": quality.bound, "objective": objective})
    if quality.proven and quality.bound != quality.objective:
        yield Violation("bound", values={"bound": quality.bound, "objective": objective})


def _shared(members: list[Participant]) -> tuple[str, ...]:
    named = [person.languages for person in members if person.languages]
    return tuple(sorted(frozenset.intersection(*named))) if named else ()


def _can_be(members: list[Participant]) -> bool:
    if any(person.languages for person in members) and not _shared(members):
        return False
    return not any(
        one.key in two.apart or two.key in one.apart for one, two in combinations(members, 2)
    )


def _unfair(people: dict[str, Participant], plan: MixingPlan) -> Iterator[Violation]:
    """Anybody who sits out although one more change of places would make it fairer.

    A person's share is the sum, over the rounds they are there for, of the part of the people
    there who sit out; fairer is a smaller sum of squares of what each sits out beyond it.
    """
    turns = dict.fromkeys(people, Fraction(0))
    for number, one in enumerate(plan.rounds):
        there = [key for key, person in people.items() if number not in person.absent]
        for key in there:
            turns[key] -= Fraction(len(one.sitting_out), len(there))
        for key in one.sitting_out:
            turns[key] = turns.get(key, Fraction(0)) + 1
    for number, one in enumerate(plan.rounds):
        for waiting in one.sitting_out:
            for group in one.groups:
                for key in group.members:
                    if waiting not in people or key not in people:
                        continue
                    if turns[waiting] - turns[key] > 1 and _may_replace(
                        people, group, key, waiting
                    ):
                        yield Violation("unfair", number, (key, waiting))


def _may_replace(people: dict[str, Participant], group: Group, leaves: str, comes: str) -> bool:
    members = [key for key in group.members if key != leaves]
    return _can_be([people[key] for key in (*members, comes) if key in people])


def _objective(people: dict[str, Participant], plan: MixingPlan) -> int:
    times = Counter(
        tuple(sorted(pair))
        for one in plan.rounds
        for group in one.groups
        for pair in combinations(group.members, 2)
    )
    total = 0
    for pair, now in times.items():
        one, two = (people.get(key) for key in pair)
        met = bool(one and two and (one.key in two.met or two.key in one.met))
        total += 0 if met else 1
        total -= sum(range(1, now + met))
    return total
