"""Crews that lost somebody are mended, on the worker, with as few changes as can be."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from kinweave.jobs.models import State
from kinweave.solvers.crews import problem as engine
from kinweave.solvers.running import Allowance, Quality
from kinweave.weaving.actions.answering import begin_if_all_agree
from kinweave.weaving.actions.gathering import hold
from kinweave.weaving.feeding import key_of, problem_of
from kinweave.weaving.laying import fields_of, people_in, told
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
GHOST = "gone:"
"""Before the key of whoever was in a crew and is not any more: the engine mends a crew that it
sees somebody leave."""
Says = Answer.Says


def repair(row: Repair, now: datetime) -> State | None:
    """All that was declined until now, at once. The season is held meanwhile, which takes less
    than whoever answers waits: a repair of 150 people is done in a moment."""
    with transaction.atomic():
        season = hold(Season.objects.get(proposals=row.proposal_id))
        proposal = Proposal.objects.get(pk=row.proposal_id)
        if not Repair.objects.filter(
            pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at
        ).exists():
            return None
        if season.closed_at is not None or season.answers_until <= now:
            return State.DROPPED
        _mend(season, proposal, now)
    return State.DONE


def _mend(season: Season, proposal: Proposal, now: datetime) -> None:
    from kinweave.solvers.crews.repair import repair as mend

    crews = list(ProposedCrew.objects.filter(proposal=proposal, agreed_at=None).order_by("pk"))
    people = people_in(crews)
    said = dict(Answer.objects.filter(place__crew__in=crews).values_list("place__person", "says"))
    gone = [person for person, says in said.items() if says == Says.NOT_NOW]
    Wish.objects.filter(season=season, person__in=gone).update(withdrawn_at=now)
    begun = Place.objects.filter(proposal=proposal, crew__agreed_at__isnull=False)
    placed = {key_of(one) for one in begun.values_list("person", flat=True)}
    problem = problem_of(season)
    known = {one.key: one for one in problem.people if one.key not in placed}
    plan, ghosts = [], {}
    for crew in crews:
        members = []
        for person in people[crew.pk]:
            key = key_of(person)
            if key in known and said.get(person) != Says.NOT_THIS:
                members.append(key)
            else:
                ghosts[GHOST + key] = _ghost(GHOST + key, season)
                members.append(GHOST + key)
        if len(people[crew.pk]) < crew_size(crew):
            key = f"{GHOST}crew-{crew.pk}"
            ghosts[key] = _ghost(key, season)
            members.append(key)
        plan.append(_crew(members))
    for crew in crews:
        _keep_apart(known, people[crew.pk], said)
    whole = replace(problem, people=(*known.values(), *ghosts.values()))
    quality = Quality(0.0)
    made = mend(
        whole,
        engine.Plan(tuple(plan), (), quality, problem.weights, proposal.seed),
        declined=frozenset(ghosts),
        seed=proposal.seed,
        allowance=Allowance(SECONDS, clock=time.monotonic),
    )
    _lay(season, proposal, crews, people, made, now)


def crew_size(crew: ProposedCrew) -> int:
    """How many it was when it was described."""
    sizes = (one["size"] for one in crew.reasons if one["kind"] == "size")
    return int(next(sizes, 0))


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
    crews: list[ProposedCrew],
    people: dict[int, list[int]],
    made: engine.Plan,
    now: datetime,
) -> None:
    """Keep what is the same, with its answers; of what is another, its people are asked anew."""
    before = {one.pk: set(people[one.pk]) for one in crews}
    by_number = {one.pk: one for one in crews}
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
