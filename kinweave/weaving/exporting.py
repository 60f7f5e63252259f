"""What a season holds of somebody, for their export."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.people.export.parts import exports
from kinweave.people.models import Person
from kinweave.weaving.models import Answer, Appeal, Left, Place, Regard, Wish


@exports(
    "crewing_wishes",
    _("What you wished for in crewing seasons"),
    season=_("Season"),
    intention=_("What you would like a crew for"),
    reply=_("Your reply to the season's question"),
    languages=_("Languages"),
    week=_("Hours, in signs for half hours: f free, ? if need be, . not"),
    zone=_("Time zone"),
    hosting=_("Whether you would host"),
    calls=_("Calls that you named"),
    wished=_("With how many people you would like to be"),
    apart=_("With how many rather not"),
    since=_("Said"),
    changed_at=_("Changed"),
    withdrawn_at=_("Taken back"),
)
def wishes(person: Person) -> list[dict[str, Any]]:
    """All of it; of others only how many there were."""
    fields = (
        "intention", "reply", "languages", "week", "zone", "hosting", "since", "changed_at",
        "withdrawn_at",
    )  # fmt: skip
    found = []
    for one in Wish.objects.filter(person=person).select_related("season").order_by("pk"):
        kinds = list(Regard.objects.filter(wish=one).values_list("kind", flat=True))
        found.append(
            {
                "season": one.season.name,
                **{name: getattr(one, name) for name in fields},
                "calls": list(Appeal.objects.filter(wish=one).values_list("call__name", flat=True)),
                "wished": kinds.count(Regard.Kind.WITH),
                "apart": kinds.count(Regard.Kind.NOT_WITH),
            }
        )
    return found


@exports(
    "crewing_places",
    _("Crews that were proposed to you"),
    season=_("Season"),
    first=_("First meeting"),
    asked_at=_("Asked"),
    said=_("Your answer"),
    answered_at=_("Answered"),
)
def places(person: Person) -> list[dict[str, Any]]:
    """When, and what was answered; not with whom. Without a date: there was no crew."""
    rows = Place.objects.filter(person=person, proposal__published_at__isnull=False)
    said = {one.place_id: one for one in Answer.objects.filter(place__person=person)}
    found: list[dict[str, Any]] = [
        {
            "season": one.proposal.season.name,
            "first": one.crew.starts[0] if one.crew.starts else None,
            "asked_at": one.crew.asked_at,
            "said": said[one.pk].says if one.pk in said else "",
            "answered_at": said[one.pk].at if one.pk in said else None,
        }
        for one in rows.select_related("proposal__season", "crew").order_by("pk")
    ]
    left = Left.objects.filter(person=person, proposal__published_at__isnull=False)
    for none in left.select_related("proposal__season").order_by("pk"):
        found.append(
            {
                "season": none.proposal.season.name, "first": None, "asked_at": None, "said": "",
                "answered_at": None,
            }
        )  # fmt: skip
    return found
