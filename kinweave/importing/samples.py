"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from typing import Any

from kinweave.gatherings.samples import GATHERING
from kinweave.importing.models import Import

BROUGHT: dict[str, Any] = {
    "circle": GATHERING["circle"], "dates": [GATHERING["occasion"]], "more": True,
}  # fmt: skip
PAUSED: dict[str, Any] = {
    "circle": GATHERING["circle"],
    "one": Import(pk=1, circle=GATHERING["circle"], called="Evenings at the mill"),
    "why": "There is nothing at this address.",
}
