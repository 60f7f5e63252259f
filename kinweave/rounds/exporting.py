"""What this app holds of somebody, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.people.export.parts import exports
from kinweave.people.models import Person
from kinweave.rounds.models import Place, Wish


@exports(
    "rounds",
    _("Rounds of pairs"),
    wishes=_("Where you take part"),
    places=_("Your rounds"),
    circle=_("Circle"),
    once=_("For one round"),
    hours=_("Your hours may be used"),
    paused_until=_("Paused until"),
    since=_("Since"),
    paired_at=_("Paired"),
    paired=_("There was somebody for you"),
    says=_("Whether you met"),
)
def rounds(person: Person) -> dict[str, Any]:
    """Whom they met is the part "met"."""
    wishes = Wish.objects.filter(person=person).select_related("circle").order_by("pk")
    places = Place.objects.filter(person=person).select_related("round__circle").order_by("pk")
    fields = ("once", "hours", "paused_until", "since")
    return {
        "wishes": [
            {"circle": one.circle.name, **{name: getattr(one, name) for name in fields}}
            for one in wishes
        ],
        "places": [
            {
                "circle": one.round.circle.name,
                "paired_at": one.round.paired_at,
                "paired": one.meeting_id is not None,
                "says": one.says,
            }
            for one in places
        ],
    }
