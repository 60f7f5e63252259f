"""The date that something is left behind by."""

from __future__ import annotations

from datetime import datetime

from kinweave.gatherings.models import Occasion
from kinweave.harvests.refusals import NotYet


def been(occasion: Occasion, at: datetime, *, hold: bool = False) -> Occasion:
    """The date as it is now, with gathering and circle, if it has been; else :class:`NotYet`.
    ``hold``: nobody else leaves something behind there until this is done."""
    rows = Occasion.objects.took_place(at).select_related("gathering__circle")
    if hold:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=occasion.pk).first()
    if found is None:
        raise NotYet
    return found
