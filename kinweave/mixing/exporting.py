"""What this app holds of somebody, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.mixing.models import Participant
from kinweave.people.export.parts import exports
from kinweave.people.models import Person


@exports(
    "mixing",
    _("Mixing groups that you were in"),
    gathering=_("Gathering"),
    starts_at=_("Date"),
    first=_("From this round on"),
    gone=_("Gone from this round on"),
    groups=_("Your groups"),
    round=_("Round"),
    group=_("Group"),
)
def mixing(person: Person) -> list[dict[str, Any]]:
    """Of rounds that have begun. Whom they met there is the part "met"."""
    rows = Participant.objects.filter(person=person).select_related("plan__occasion__gathering")
    return [
        {
            "gathering": one.plan.occasion.gathering.name,
            "starts_at": one.plan.occasion.starts_at,
            "first": one.first,
            "gone": one.gone,
            "groups": [
                {"round": number, "group": group}
                for number, group in one.seats.filter(round__began_at__isnull=False)
                .order_by("round__number")
                .values_list("round__number", "group")
            ],
        }
        for one in rows.order_by("pk")
    ]
