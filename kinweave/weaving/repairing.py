"""Crews that lost somebody are mended, on the worker, with as few changes as can be."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinweave.jobs.models import State
from kinweave.solvers.crews import problem as engine
from kinweave.solvers.running import Allowance, Quality
from kinweave.weaving.actions.answering import ask_for_repair, begin_if_all_agree
from kinweave.weaving.actions.gathering import hold
from kinweave.weaving.feeding import among, key_of, problem_of
from kinweave.weaving.laying import crew_size, fields_of, people_in, told
from kinweave.weaving.models import (
    Answer,
    Left,
    Place,
    Proposal,
    ProposedCrew,
    Repair,
    Season,
    Wish,
)
from kinweave.weaving.telling import tell_left, tell_proposed

SECONDS = 6.0
TURNS = 3
"""So often it works anew at once where people answer meanwhile; then it waits for them."""
GHOST = "gone:"
"""Before the key of whoever was in a crew and is not any more: the engine mends a crew that it
sees somebody leave."""
Says = Answer.Says


@dataclass(frozen=True)
class _Seen:
    """What the engine was told: crews that have not begun, with when they were asked; who is in
    them and who says no, and how; and all who still wish for one."""

    crews: tuple[tuple[int, datetime | None], ...]
    people: dict[int, list[int]]
    said: dict[int, str]
    problem: engine.Problem


def repair(row: Repair, now: datetime) -> State | None:
    """All that was declined until now, at once. The engine works beside the site: nobody who
    answers waits for it, and what they say meanwhile makes it work once more."""
    from kinweave.solvers.crews.propose import ready
    from kinweave.solvers.crews.repair import repair as mend

    ready()
    season = Season.objects.get(proposals=row.proposal_id)
    proposal = Proposal.objects.get(pk=row.proposal_id)
    for _turn in range(TURNS):
        seen = _look(season, proposal, now)
        plan, problem = _broken(season, proposal, seen)
        made = mend(
            problem,
            plan,
            declined=frozenset(one.key for one in problem.people if one.key.startswith(GHOST)),
            seed=proposal.seed,
            allowance=Allowance(SECONDS, clock=time.monotonic),
        )
        with transaction.atomic():
            season = hold(season)
            if season.closed_at is not None or season.answers_until <= now:
                return State.DROPPED
            if _look(season, proposal, now) == seen:
                # Laid and done at the same instant: nobody is asked anew twice.
                if not row.settle(State.DONE, now):
                    return None
                gone = [person for person, says in seen.said.items() if says == Says.NOT_NOW]
                Wish.objects.filter(season=season, person__in=gone).update(withdrawn_at=now)
                _lay(season, proposal, seen.people, made, now)
                return None
        if not row.still_at_it(timezone.now()):
            return None
    with transaction.atomic():
        hold(season)
        if row.settle(State.DONE, now):
            ask_for_repair(proposal, now)
    return None


def _look(season: Season, proposal: Proposal, now: datetime) -> _Seen:
    crews = list(ProposedCrew.objects.filter(proposal=proposal, agreed_at=None).order_by("pk"))
    no = Answer.objects.filter(place__crew__in=crews).exclude(says=Says.YES)
    said = dict(no.values_list("place__person", "says"))
    begun = Place.objects.filter(proposal=proposal, crew__agreed_at__isnull=False)
    out = {*begun.values_list("person", flat=True)}
    out |= {person for person, says in said.items() if says == Says.NOT_NOW}
    away = {*map(key_of, out)}
    problem = problem_of(season, now)
    rest = [one for one in problem.people if one.key not in away]
    return _Seen(
        tuple((one.pk, one.asked_at) for one in crews),
        people_in(crews),
        said,
        among(problem, rest),
    )


def _broken(season: Season, proposal: Proposal, seen: _Seen) -> tuple[engine.Plan, engine.Problem]:
    """The crews with a ghost in place of everybody who is in them no more."""
    known = {one.key: one for one in seen.problem.people}
    plan, ghosts = [], {}
    rows = ProposedCrew.objects.in_bulk(seen.people)
    for number, people in seen.people.items():
        members = []
        for person in people:
            key = key_of(person)
            if key in known and seen.said.get(person) != Says.NOT_THIS:
                members.append(key)
            else:
                ghosts[GHOST + key] = _ghost(GHOST + key, season)
                members.append(GHOST + key)
        if number in rows and len(people) < crew_size(rows[number]):
            key = f"{GHOST}crew-{number}"
            ghosts[key] = _ghost(key, season)
            members.append(key)
        plan.append(_crew(members))
    for people in seen.people.values():
        _keep_apart(known, people, seen.said)
    problem = among(seen.problem, (*known.values(), *ghosts.values()))
    return engine.Plan(tuple(plan), (), Quality(0.0), problem.weights, proposal.seed), problem


def _keep_apart(known: dict[str, engine.Person], people: list[int], said: dict[int, str]) -> None:
    """Whoever said "not this one" is not offered the same again by this repair."""
    for person in people:
        key = key_of(person)
        if key in known and said.get(person) == Says.NOT_THIS:
            others = {key_of(one) for one in people} - {key}
            known[key] = replace(known[key], apart=known[key].apart | others)


def _ghost(key: str, season: Season) -> engine.Person:
    return engine.Person(key, season.zone, engine.Hours(), frozenset())


def _crew(members: Iterable[str]) -> engine.Crew:
    return engine.Crew(tuple(sorted(members)), (), (), (), 0.0, {})


def _lay(
    season: Season,
    proposal: Proposal,
    people: dict[int, list[int]],
    made: engine.Plan,
    now: datetime,
) -> None:
    """Keep what is the same, with its answers; of what is another, its people are asked anew."""
    before = {number: set(there) for number, there in people.items()}
    by_number = ProposedCrew.objects.in_bulk(people)
    free = set(before)
    touched: list[tuple[engine.Crew, set[int]]] = []
    for crew in made.crews:
        members = {int(key) for key in crew.members}
        same = [pk for pk in free if before[pk] == members and crew_size(by_number[pk]) == len(
            members)]  # fmt: skip
        if same:
            free.discard(same[0])
        else:
            touched.append((crew, members))
    went_before = set(Left.objects.filter(proposal=proposal).values_list("person", flat=True))
    numbers = max([0, *ProposedCrew.objects.filter(proposal=proposal).values_list(
        "number", flat=True)])  # fmt: skip
    laid = []
    Place.objects.filter(crew__in=free).delete()
    for crew, members in touched:
        likest = max(sorted(free), key=lambda pk: len(before[pk] & members), default=None)
        if likest is not None and before[likest] & members:
            free.discard(likest)
            row = by_number[likest]
            fields = _keeping_time(fields_of(crew), row)
            ProposedCrew.objects.filter(pk=row.pk).update(**fields, asked_at=now)
            row.refresh_from_db()
        else:
            numbers += 1
            row = ProposedCrew.objects.create(
                proposal=proposal, number=numbers, asked_at=now, **fields_of(crew)
            )
        laid.append((row, members))
    Place.objects.filter(crew__in=[row.pk for row, _members in laid]).delete()
    ProposedCrew.objects.filter(pk__in=free).delete()
    Left.objects.filter(proposal=proposal).delete()
    Left.objects.bulk_create(
        Left(proposal=proposal, person_id=int(one.key), reasons=told([one.reason, *one.would_help]))
        for one in made.unplaced
    )
    for left in Left.objects.filter(proposal=proposal).select_related("person"):
        if left.person_id not in went_before:
            tell_left(season, left.person, now)
    for row, members in laid:
        Place.objects.bulk_create(
            Place(proposal=proposal, crew=row, person_id=person) for person in sorted(members)
        )
        for place in Place.objects.filter(crew=row).select_related("person", "crew"):
            tell_proposed(season, place, now)
    for row in ProposedCrew.objects.filter(proposal=proposal, agreed_at=None):
        begin_if_all_agree(row, season, now)


def _keeping_time(fields: dict[str, Any], row: ProposedCrew) -> dict[str, Any]:
    """The time that its people know, where it still suits all of them."""
    known = [datetime.fromisoformat(one).astimezone(UTC) for one in row.times[0]["starts"]] if (
        row.times) else []  # fmt: skip
    times = fields["times"]
    for place, one in enumerate(times):
        if [datetime.fromisoformat(start).astimezone(UTC) for start in one["starts"]] == known:
            return {**fields, "times": [one, *times[:place], *times[place + 1 :]]}
    return fields
