"""Whether somebody gives so much: for what apps above ask of those who come."""

from __future__ import annotations

from kinweave.fund.models import Contribution, Fund
from kinweave.fund.models.contributions import ContributionQuerySet


def enough(person: int | None, circle: int, amount: int, currency: str) -> ContributionQuerySet:
    """The row that says so, where ``person`` gives at least ``amount`` of the smallest coin of
    ``currency`` a month to the fund of ``circle`` now: to be asked whether it is there, and shown
    to nobody."""
    return Contribution.objects.current().filter(
        person=person, fund__circle=circle, fund__closed_at=None, fund__currency=currency,
        amount__gte=amount,
    ).order_by()  # fmt: skip


def currency_of(circle: int) -> str:
    """In which currency people give to a circle now; nothing, where it has no open fund."""
    rows = Fund.objects.filter(circle=circle, closed_at=None)
    return rows.values_list("currency", flat=True).first() or ""
