"""The engine's work for a proposal, on the worker: it alone loads the engine.

Killed at any instant, the next attempt begins again: nothing is written before all of it is.
"""

from __future__ import annotations

import time
from datetime import datetime
from math import fsum

from django.db import transaction
from django.utils import timezone

from kinweave.jobs.models import State
from kinweave.solvers.crews import problem as engine
from kinweave.solvers.running import Allowance, Cancelled, Progress, Quality
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving.feeding import among, key_of, problem_of, standing_wishes
from kinweave.weaving.laying import fields_of, lay_crew, lay_left, people_in, quality_of
from kinweave.weaving.lots import known_together, with_lots
from kinweave.weaving.models import Proposal, ProposedCrew, Season

SECONDS = 12.0
"""What the engine may take, about; with it 150 people are proposed for within 15 s."""


def propose(row: Proposal, now: datetime) -> State | None:
    """Crews for all who wish for one; those that are pinned stay as they are."""
    season = Season.objects.get(pk=row.season_id)
    problem = problem_of(season, now)
    pinned = _pinned(row, problem)
    if row.around is not None:
        problem = with_lots(problem, season, known_together(row.around))
    try:
        plan, pinned = _planned(row, problem, pinned)
    except Cancelled:
        return None
    with transaction.atomic():
        Season.objects.select_for_update().get(pk=season.pk)
        # Whole and done at the same instant: nothing is ever shown between the two.
        if not row.settle(State.DONE, now):
            return None
        Proposal.objects.filter(pk=row.pk).update(
            made_at=now, progress=100, quality=quality_of(plan.quality)
        )
        # Whoever took their wish back while the engine worked is in none.
        still = {key_of(one.person_id) for one in standing_wishes(season)}
        for number, crew in enumerate(plan.crews, 1):
            members = [int(key) for key in crew.members if key in still]
            kept = {"pinned_at": now} if crew.members in pinned else {}
            lay_crew(row, number, members, {**fields_of(crew), **kept})
        lay_left(row, _without(plan, still))
    return None


def _planned(
    row: Proposal, problem: engine.Problem, pinned: set[tuple[str, ...]]
) -> tuple[engine.Plan, set[tuple[str, ...]]]:
    """The engine knows no pins: it works on everybody else, and the whole is described as one, so
    that whoever is left hears of pinned crews too."""
    from kinweave.solvers.crews.propose import as_plan, ready
    from kinweave.solvers.crews.propose import propose as seek
    from kinweave.solvers.crews.tables import tabulate

    last, lost = 0, False

    def progress(at: Progress) -> None:
        nonlocal last, lost
        if (percent := int(at.share * 95)) >= last + 5:
            last = percent
            lost = not row.still_at_it(timezone.now(), progress=percent)

    ready()
    allowance = Allowance(SECONDS, clock=time.monotonic, progress=progress, cancelled=lambda: lost)
    if not pinned:
        return seek(problem, seed=row.seed, allowance=allowance), pinned
    kept = {key for crew in pinned for key in crew}
    rest = among(problem, [one for one in problem.people if one.key not in kept])
    found = seek(rest, seed=row.seed, allowance=allowance)
    tables = tabulate(problem)
    place = {one.key: number for number, one in enumerate(tables.people)}
    crews = [*(crew.members for crew in found.crews), *pinned]
    plan = as_plan(
        tables, ([place[key] for key in crew] for crew in crews), Allowance().start(), row.seed
    )
    # The bound of the rest, and what is pinned as it is: no better plan keeps these pins.
    if (bound := found.quality.bound) is not None:
        bound += fsum(one.score * len(one.members) for one in plan.crews if one.members in pinned)
        bound = max(bound, plan.quality.objective)
    quality = Quality(plan.quality.objective, bound, found.quality.proven)
    return engine.Plan(plan.crews, plan.unplaced, quality, plan.weights, row.seed), pinned


def _pinned(row: Proposal, problem: engine.Problem) -> set[tuple[str, ...]]:
    """Crews of the proposal before that stay, where they still may: pins of people who took
    their wish back, or who have no time together any more, hold nothing."""
    if row.around_id is None:
        return set()
    crews = list(
        ProposedCrew.objects.filter(proposal=row.around_id).exclude(pinned_at=None).order_by("pk")
    )
    here, rules = {one.key for one in problem.people}, Rules(problem)
    found = {tuple(sorted(map(key_of, people))) for people in people_in(crews).values()}
    return {keys for keys in found if here.issuperset(keys) and rules.score(keys) is not None}


def _without(plan: engine.Plan, still: set[str]) -> engine.Plan:
    left = tuple(one for one in plan.unplaced if one.key in still)
    return engine.Plan(plan.crews, left, plan.quality, plan.weights, plan.seed)
