"""What this app holds of somebody, for their export. Of others, the number of their account."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.met.models import Met
from kinweave.people.export.parts import exports
from kinweave.people.models import Person


@exports(
    "met",
    _("People you have met"),
    number=_("Number"),
    circle=_("Circle"),
    how=_("How"),
    since=_("Since"),
    last=_("Last"),
)
def met(person: Person) -> list[dict[str, Any]]:
    """By the numbers of the others: their names are theirs."""
    rows = Met.objects.filter(Q(one=person) | Q(other=person)).select_related("circle")
    return [
        {
            "number": row.other_id if row.one_id == person.pk else row.one_id,
            "circle": row.circle.name if row.circle else "",
            "how": row.how,
            "since": row.since,
            "last": row.last,
        }
        for row in rows.order_by("pk")
    ]
