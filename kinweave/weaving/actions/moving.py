"""Hand moves in a proposal that nobody was asked about: people elsewhere, a crew split or joined to
another; taking back the last of them; and pins."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import combinations, product
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from kinweave.access import Viewer, allowed
from kinweave.people.models import Person
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving.actions.gathering import hold
from kinweave.weaving.checking import fields_by_hand, told_apart, worth_shown
from kinweave.weaving.feeding import problem_of, standing_wishes
from kinweave.weaving.laying import people_in
from kinweave.weaving.lots import by_lot, known_together
from kinweave.weaving.models import Left, Move, Place, Proposal, ProposedCrew, Season
from kinweave.weaving.refusals import Over, TooFew

KEPT = ("languages", "times", "score", "parts", "reasons")


@transaction.atomic
def move(
    actor: Person,
    proposal: Proposal,
    *,
    people: Collection[int],
    to: ProposedCrew | None,
    apart: bool = False,
    lots: bool = True,
    at: datetime,
) -> Move:
    """Put people into the crew ``to``; without one, into a new crew of theirs, or, with ``apart``,
    into none. Those who come together by it must be able to be a crew, which may be too small for
    now. Who was together before is not asked about again: publishing does that. ``lots``: without,
    no pair is kept apart by lot, for crews that are known before, as a made-up congregation's."""
    allowed(Viewer.of(actor.pk), "gather", proposal)
    season = _held_draft(proposal)
    rules = Rules(problem_of(season, at))
    wishing, moved = {int(key) for key in rules.people}, set(people)
    crews = list(ProposedCrew.objects.filter(proposal=proposal).order_by("number"))
    places = {one: set(who) for one, who in people_in(crews).items()}
    if not moved or not moved <= wishing or (to is not None and to.pk not in places):
        raise Over
    target = next((one for one in crews if to is not None and one.pk == to.pk), None)
    left = [one for one in crews if moved & places[one.pk] and one is not target]
    stay = places[target.pk] & wishing - moved if target else set()
    if moved <= (places[target.pk] if target else _in_none(proposal) if apart else set()):
        raise Over
    after: dict[int, Mapping[str, Any]] = {}
    if target or not apart:
        new = _new_pairs(proposal, moved, stay)
        kept_apart = told_apart(rules, new) | (lots and by_lot(season, new))
        goes = fields_by_hand(rules, stay | moved, apart=kept_apart)
        after[target.number if target else _next_number(crews)] = {"people": stay | moved, **goes}
    for one in left:
        if rest := places[one.pk] & wishing - moved:
            after[one.number] = {"people": rest, **fields_by_hand(rules, rest, apart=False)}
    touched = [*left, *([target] if target else [])]
    before = _as_it_was(proposal, touched, places, moved)
    numbers = {one.number for one in touched} | after.keys()
    _put(proposal, numbers, after)
    if not target and apart:
        Left.objects.bulk_create(Left(proposal=proposal, person_id=who) for who in sorted(moved))
    Proposal.objects.filter(pk=proposal.pk).update(changed_at=at)
    was = {one["number"]: one for one in before["crews"]}
    made = next(iter(after)) if target or not apart else None
    did = _said(sorted(moved), made, [(n, was.get(n), after.get(n)) for n in sorted(numbers)])
    return Move.objects.create(proposal=proposal, by=actor, at=at, before=before, did=did)


@transaction.atomic
def take_back(actor: Person, proposal: Proposal, *, move: int, at: datetime) -> None:
    """Everything that the last move touched is as it was before; the one before it can be taken
    back then. Whoever took their wish back meanwhile is in no crew. ``move``: the one that was
    seen, so that two presses take back one."""
    allowed(Viewer.of(actor.pk), "gather", proposal)
    season = _held_draft(proposal)
    last = Move.objects.filter(proposal=proposal).first()
    if last is None or last.pk != move:
        raise Over
    wishing = {one.person_id for one in standing_wishes(season)}
    before = {
        one["number"]: {**one, "people": set(one["people"]) & wishing}
        for one in last.before["crews"]
        if set(one["people"]) & wishing
    }
    _put(proposal, {*(one["number"] for one in last.did["crews"])}, before)
    Left.objects.filter(proposal=proposal, person__in=last.did["people"]).delete()
    Left.objects.bulk_create(
        Left(proposal=proposal, person_id=one["person"], reasons=one["reasons"])
        for one in last.before["left"]
        if one["person"] in wishing
    )
    last.delete()
    # Without any, it is as the engine made it.
    others = Move.objects.filter(proposal=proposal).exists()
    Proposal.objects.filter(pk=proposal.pk).update(changed_at=at if others else None)


@transaction.atomic
def pin(actor: Person, crew: ProposedCrew, *, keep: bool, at: datetime) -> None:
    """Let the next run leave a crew as it is, or not any more. Only how many they are is asked: a
    pin that was refused for what its people said would tell of it."""
    proposal = crew.proposal
    allowed(Viewer.of(actor.pk), "gather", proposal)
    season = _held_draft(proposal)
    if keep and Place.objects.filter(crew=crew).count() < season.smallest:
        raise TooFew
    ProposedCrew.objects.filter(pk=crew.pk).update(pinned_at=at if keep else None)


def _held_draft(proposal: Proposal) -> Season:
    season = hold(proposal.season)
    rows = Proposal.objects.filter(pk=proposal.pk, published_at=None, made_at__isnull=False)
    if not rows.exists():
        raise Over
    return season


def _in_none(proposal: Proposal) -> set[int]:
    return set(Left.objects.filter(proposal=proposal).values_list("person", flat=True))


def _new_pairs(proposal: Proposal, moved: set[int], stay: set[int]) -> list[tuple[int, int]]:
    """Those who come together by a move and were not together in this proposal."""
    pairs = [*product(sorted(moved), sorted(stay)), *combinations(sorted(moved), 2)]
    known = known_together(proposal)
    return [(one, other) for one, other in pairs if (min(one, other), max(one, other)) not in known]


def _next_number(crews: Sequence[ProposedCrew]) -> int:
    return max((one.number for one in crews), default=0) + 1


def _as_it_was(
    proposal: Proposal,
    touched: Sequence[ProposedCrew],
    places: Mapping[int, set[int]],
    moved: set[int],
) -> dict[str, Any]:
    left = Left.objects.filter(proposal=proposal, person__in=moved)
    return {
        "crews": [
            {
                "number": one.number,
                "people": sorted(places[one.pk]),
                "pinned_at": one.pinned_at.isoformat() if one.pinned_at else None,
                **{name: getattr(one, name) for name in KEPT},
            }
            for one in touched
        ],
        "left": [{"person": one.person_id, "reasons": one.reasons} for one in left],
    }


def _put(proposal: Proposal, numbers: set[int], crews: Mapping[int, Mapping[str, Any]]) -> None:
    """The crews of these numbers are these from now on, and there is none where none is told."""
    people = {who for one in crews.values() for who in one["people"]}
    rows = {one.number: one for one in ProposedCrew.objects.filter(proposal=proposal)}
    Left.objects.filter(proposal=proposal, person__in=people).delete()
    Place.objects.filter(proposal=proposal, person__in=people).delete()
    Place.objects.filter(crew__in=[rows[one] for one in numbers if one in rows]).delete()
    ProposedCrew.objects.filter(proposal=proposal, number__in=numbers - crews.keys()).delete()
    for number, one in crews.items():
        fields = {name: one[name] for name in KEPT}
        fields["pinned_at"] = parse_datetime(one["pinned_at"]) if one.get("pinned_at") else None
        row, _new = ProposedCrew.objects.update_or_create(
            proposal=proposal, number=number, defaults=fields
        )
        Place.objects.bulk_create(
            Place(proposal=proposal, crew=row, person_id=who) for who in sorted(one["people"])
        )


Crew = Mapping[str, Any]


def _said(
    moved: list[int], to: int | None, crews: list[tuple[int, Crew | None, Crew | None]]
) -> dict[str, Any]:
    """What a move did, by what may be seen."""
    both = [was for _number, was, _now in crews], [is_now for _number, _was, is_now in crews]
    return {
        "people": moved,
        "to": to,
        "crews": [
            {
                "number": number,
                "people": [len(one["people"]) if one else 0 for one in (was, is_now)],
                "times": [_times(one) for one in (was, is_now)],
            }
            for number, was, is_now in crews
        ],
        "worth": [
            round(100 * worth_shown((len(one["people"]), one["parts"]) for one in side if one))
            for side in both
        ],
    }


def _times(crew: Crew | None) -> int:
    reasons = crew["reasons"] if crew else []
    return next((int(one["count"]) for one in reasons if one["kind"] == "common_times"), 0)
