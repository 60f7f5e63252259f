"""What imports write to people. Each reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.gatherings.models import Occasion
from kinweave.importing import samples
from kinweave.importing.models import Import
from kinweave.importing.words import why
from kinweave.notices.letters import About, Reader, letter

NAMED = 5


@letter(
    "importing.brought",
    kind="gatherings",
    what=_("Somebody brings in a whole calendar"),
    sample=samples.BROUGHT,
)
def brought(reader: Reader, about: About) -> dict[str, Any] | None:
    """To every member, in their digest: one word for all of it, with what is next."""
    dates = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    rows = dates.filter(gathering__brought__by=about["import"]).select_related("gathering__circle")
    found: dict[int, Occasion] = {}
    for one in rows[: NAMED * 12]:
        found.setdefault(one.gathering_id, one)
    if not found:
        return None
    first = list(found.values())
    return {"dates": first[:NAMED], "more": len(first) > NAMED, "circle": first[0].gathering.circle}


@letter(
    "importing.paused",
    kind="gatherings",
    what=_("A calendar that you keep in step cannot be read any more"),
    sample=samples.PAUSED,
)
def paused(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever keeps it, as long as it stands still."""
    rows = Import.objects.visible_to(reader.viewer).filter(person=reader.viewer.person)
    found = rows.select_related("circle").filter(pk=about["import"], paused_at__isnull=False)
    one = found.defer("content").first()
    return {"one": one, "circle": one.circle, "why": why(one.paused_for)} if one else None
