"""Getting at a fund to change it. Locked in one order everywhere: whose membership it stands on,
then the fund, then what is given; so nobody gives where they are not any more."""

from __future__ import annotations

from kinweave.circles.models import Membership
from kinweave.fund.models import Fund
from kinweave.people.models import Person


def hold_membership(person: Person, circle: int) -> bool:
    """Whether somebody is in the circle; and they do not leave before this is done."""
    here = Membership.objects.current().filter(person=person, circle=circle)
    return here.select_for_update(no_key=True).order_by("pk").first() is not None


def hold(fund: Fund) -> Fund:
    """The fund as it is now, and as it stays until this is done."""
    rows = Fund.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("circle", "keeper").get(pk=fund.pk)
