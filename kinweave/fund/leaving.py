"""What goes when somebody leaves a circle or is forgotten, or the circle ends."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.closing import closes_with_it
from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.fund.actions.held import hold
from kinweave.fund.actions.tending import end, keeps_no_more
from kinweave.fund.models import PAYMENT, Contribution, Fund
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """They give nothing there any more, and see what nobody gives: whoever tends the circle is told
    where it was them who kept the fund, and can name another."""
    for one in Fund.objects.filter(circle=circle):
        fund = hold(one)
        if fund.keeper_id == person.pk:
            keeps_no_more(fund, person, at)
        Contribution.objects.filter(fund=fund, person=person).end(by=person, at=at)


@closes_with_it
def of_the_circle(circle: Circle, by: Person, at: datetime) -> None:
    """Its fund; who gives into it is told. Should the ending be undone, it is opened again by
    whoever tends the circle, and each says anew what they give."""
    for one in Fund.objects.filter(circle=circle):
        fund = hold(one)
        if fund.is_open:
            end(fund, by=by, at=at)


@forgets
def all_of_it(person: Person, _at: datetime) -> None:
    """What they gave and when, and the account that they wrote down last, which may be their own.
    What they put right of others stays, and is no longer theirs."""
    Contribution.objects.filter(person=person).delete()
    Contribution.objects.filter(said_by=person).update(said_by=None)
    Contribution.objects.filter(ended_by=person).update(ended_by=None)
    Fund.objects.filter(keeper=person).update(keeper=None)
    written = Fund.objects.filter(written_by=person)
    written.update(**dict.fromkeys(PAYMENT, ""), written_by=None)
