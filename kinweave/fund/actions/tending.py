"""Beginning a fund, saying it otherwise, naming who keeps it, stepping back, closing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.fund.actions.held import hold, hold_membership
from kinweave.fund.models import PAYMENT, Contribution, Fund
from kinweave.fund.money import decimals
from kinweave.fund.refusals import Begun, Closed, NotHere, Standing
from kinweave.fund.telling import (
    tell_of_the_end,
    tell_that_nobody_keeps_it,
    tell_who_keeps_it,
)
from kinweave.journal.actions import write
from kinweave.people.models import Person

SAID = ("currency", "words", *PAYMENT)
"""What a fund says of itself, besides who keeps it."""


@transaction.atomic
def begin(
    actor: Person,
    circle: Circle,
    *,
    currency: str,
    keeper: Person | None = None,
    at: datetime,
    **said: Any,
) -> Fund:
    """Open a fund for a circle, or the one that was closed: then each says anew what they give.

    ``said``: any of :data:`SAID`.
    """
    if keeper is not None:
        hold_membership(keeper, circle.pk)
    allowed(Viewer.of(actor.pk), "tend", circle)
    decimals(currency)
    fund, new = Fund.objects.get_or_create(
        circle=circle,
        defaults={"currency": currency, "opened_at": at, "written_by": actor, **said},
    )
    if not new:
        fund = hold(fund)
        if fund.is_open:
            raise Begun
        _say(actor, fund, currency=currency, **said)
        fund.opened_at, fund.closed_at = at, None
        fund.save()
    write("fund.begun", actor=actor, at=at, circle=circle, thing=fund)
    if keeper is not None:
        name_keeper(actor, fund, keeper=keeper, at=at)
        fund.refresh_from_db(fields=["keeper"])
    return fund


@transaction.atomic
def change(actor: Person, fund: Fund, *, at: datetime, **said: Any) -> None:
    """Say it otherwise. A currency stays once amounts stand in it.

    ``said``: any of :data:`SAID`.
    """
    fund = _tended(actor, fund)
    if not fund.is_open:
        raise Closed
    if _say(actor, fund, **said):
        fund.save()
        write("fund.changed", actor=actor, at=at, circle=fund.circle, thing=fund)


@transaction.atomic
def name_keeper(actor: Person, fund: Fund, *, keeper: Person | None, at: datetime) -> None:
    """Say who keeps it: a member, who sees from now on who gives what; or nobody. Both are told,
    the one who did and the one who does, and so are those whose amounts are seen by another."""
    here = keeper is None or hold_membership(keeper, fund.circle_id)
    fund = _tended(actor, fund)
    if not here:
        raise NotHere
    before = fund.keeper
    if before == keeper:
        return
    if not fund.is_open:
        raise Closed
    fund.keeper = keeper
    fund.save(update_fields=["keeper"])
    write("fund.keeper_named", actor=actor, at=at, circle=fund.circle, thing=fund)
    tell_who_keeps_it(fund, before, by=actor, at=at)


@transaction.atomic
def step_back(keeper: Person, fund: Fund, *, at: datetime) -> None:
    """Keep it no more, without a reason. Whoever tends the circle is told that nobody does."""
    fund = hold(fund)
    allowed(Viewer.of(keeper.pk), "keep", fund)
    keeps_no_more(fund, keeper, at)
    write("fund.keeper_stepped_back", actor=keeper, at=at, circle=fund.circle, thing=fund)


@transaction.atomic
def close(actor: Person, fund: Fund, *, at: datetime) -> None:
    """Close it: what each gives ends with it, and they are told, so that they can stop paying."""
    fund = _tended(actor, fund)
    if not fund.is_open:
        raise Closed
    end(fund, by=actor, at=at)
    write("fund.closed", actor=actor, at=at, circle=fund.circle, thing=fund)


def keeps_no_more(fund: Fund, keeper: Person, at: datetime) -> None:
    """A held fund has no keeper any more, because they said so or went."""
    fund.keeper = None
    fund.save(update_fields=["keeper"])
    if fund.is_open:
        tell_that_nobody_keeps_it(fund, but=keeper, at=at)


def end(fund: Fund, *, by: Person, at: datetime) -> None:
    """A held fund is closed, and whatever is given to it ends."""
    fund.closed_at, fund.keeper = max(at, fund.opened_at), None
    fund.save(update_fields=["closed_at", "keeper"])
    given = fund.contributions.current().select_for_update(of=("self",)).order_by("pk")
    tell_of_the_end(fund, given.select_related("person"), by=by, at=at)
    Contribution.objects.filter(fund=fund).end(by=by, at=at)


def _tended(actor: Person, fund: Fund) -> Fund:
    fund = hold(fund)
    allowed(Viewer.of(actor.pk), "tend", fund.circle)
    return fund


def _say(actor: Person, fund: Fund, **said: Any) -> bool:
    """Whether any of it is another than before."""
    changed = [name for name in SAID if name in said and getattr(fund, name) != said[name]]
    if "currency" in changed:
        decimals(said["currency"])
        if fund.contributions.exists():
            raise Standing
    if set(changed) & set(PAYMENT):
        fund.written_by = actor
    for name in changed:
        setattr(fund, name, said[name])
    return bool(changed)
