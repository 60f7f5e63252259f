"""What funds hold of somebody, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.fund.models import PAYMENT, Contribution, Fund
from kinweave.fund.money import plain
from kinweave.people.export.parts import exports
from kinweave.people.models import Person


@exports(
    "contributions",
    _("What you give a month"),
    circle=_("Circle"),
    amount=_("Amount"),
    currency=_("Currency"),
    since=_("Since"),
    until=_("Until"),
)
def contributions(person: Person) -> list[dict[str, Any]]:
    """Now, and before."""
    rows = Contribution.objects.filter(person=person).select_related("fund__circle")
    return [
        {
            "circle": one.fund.circle.name,
            "amount": plain(one.amount, one.fund.currency),
            "currency": one.fund.currency,
            "since": one.since,
            "until": one.until,
        }
        for one in rows.order_by("pk")
    ]


@exports(
    "funds",
    _("Funds that you keep, and accounts that you wrote down for one"),
    circle=_("Circle"),
    keeps=_("You keep it"),
    holder=_("Whose account it is"),
    iban=_("IBAN"),
    bic=_("BIC"),
    link=_("Link"),
    payment_words=_("On paying"),
)
def funds(person: Person) -> list[dict[str, Any]]:
    """Not what others give."""
    kept, written = Fund.objects.filter(keeper=person), Fund.objects.filter(written_by=person)
    rows = (kept | written).select_related("circle").order_by("pk")
    return [
        {
            "circle": one.circle.name,
            "keeps": one.keeper_id == person.pk,
            **{name: getattr(one, name) if one.written_by_id == person.pk else ""
               for name in PAYMENT},
        }
        for one in rows
    ]  # fmt: skip
