"""Who has met whom, for whatever arranges things by it. What comes out may be put before a solver,
and before no eye: a page reads :meth:`Met.objects.visible_to`, which is for the two alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max

from kinweave.met.models import Met


def pairs_among(people: Collection[int]) -> dict[tuple[int, int], datetime]:
    """When any two of these people last met, in whatever circle and way; the smaller number first.
    Who has not met is not in it. One query."""
    rows = Met.objects.filter(one__in=people, other__in=people).order_by()
    found = rows.values_list("one", "other").annotate(latest=Max("last"))
    return {(one, other): last for one, other, last in found}
