"""What this app writes to people. It reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.gatherings.models import Occasion
from kinweave.gatherings.samples import GATHERING
from kinweave.notices.letters import About, Reader, letter


@letter(
    "preparing.freed",
    kind="gatherings",
    what=_("A role that you had taken is made free again"),
    sample=GATHERING,
)
def freed(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever had taken it, as long as the date is to come and takes place."""
    rows = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    one = rows.select_related("gathering__circle").filter(pk=about["occasion"]).first()
    if one is None:
        return None
    return {"occasion": one, "gathering": one.gathering, "circle": one.gathering.circle}
