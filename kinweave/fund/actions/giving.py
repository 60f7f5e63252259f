"""Saying what one gives a month, and that one gives nothing any more; putting it right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import NotAllowed, Viewer, allowed
from kinweave.fund.actions.held import hold, hold_membership
from kinweave.fund.models import Contribution, Fund
from kinweave.fund.refusals import Closed, Gone
from kinweave.fund.telling import tell_of_a_correction
from kinweave.people.models import Person


@transaction.atomic
def give(person: Person, fund: Fund, *, amount: int, at: datetime) -> Contribution:
    """Say that one gives so much a month from now on, on trust. Saying it again changes nothing.
    Nobody is told: the keeper looks when they want to."""
    hold_membership(person, fund.circle_id)
    fund = hold(fund)
    viewer = Viewer.of(person.pk)
    if fund.circle_id in viewer.circles and not fund.is_open:
        raise Closed
    allowed(viewer, "give", fund)
    before = _current(fund, person)
    if before and before.amount == amount:
        return before
    return _instead(before, fund, person, amount, by=person, at=at)


@transaction.atomic
def stop(person: Person, fund: Fund, *, at: datetime) -> None:
    """Give nothing any more, without a reason. Nobody is told."""
    Contribution.objects.filter(fund=fund, person=person).end(by=person, at=at)


@transaction.atomic
def correct(
    keeper: Person, contribution: Contribution, *, amount: int | None, at: datetime
) -> Contribution | None:
    """Put right what comes in otherwise than somebody said: another amount, or nothing. They get a
    letter with what was changed and how to say otherwise."""
    person, viewer = contribution.person, Viewer.of(keeper.pk)
    hold_membership(person, contribution.fund.circle_id)
    fund = hold(contribution.fund)
    allowed(viewer, "keep", fund)
    before = _current(fund, person)
    if before is None or before.pk != contribution.pk:
        raise Gone
    if not Contribution.objects.visible_to(viewer).filter(pk=before.pk).exists():
        raise NotAllowed
    if before.amount == amount:
        return before
    if amount is None:
        _end(before, by=keeper, at=at)
        after = None
    else:
        after = _instead(before, fund, person, amount, by=keeper, at=at)
    if person != keeper:
        tell_of_a_correction(before, after, fund, at=at)
    return after


def _current(fund: Fund, person: Person) -> Contribution | None:
    rows = Contribution.objects.current().filter(fund=fund, person=person)
    found: Contribution | None = rows.select_for_update().first()
    return found


def _instead(
    before: Contribution | None,
    fund: Fund,
    person: Person,
    amount: int,
    *,
    by: Person,
    at: datetime,
) -> Contribution:
    if before:
        at = max(at, before.since)
        _end(before, by=by, at=at)
    made: Contribution = Contribution.objects.create(
        fund=fund, person=person, amount=amount, since=at, said_by=by
    )
    return made


def _end(one: Contribution, *, by: Person, at: datetime) -> None:
    Contribution.objects.filter(pk=one.pk).end(by=by, at=at)
