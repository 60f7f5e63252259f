"""Whole days of what came in before a date could be without hours: it lasts from midnight to
midnight, which is another day for whoever reads elsewhere. The calendar has to say again that it is
of whole days: a row alone cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from kinweave.gatherings import actions
from kinweave.importing.models import Brought, Import
from kinweave.importing.reading import Planned
from kinweave.importing.standing import as_it_stands


def to_mend(row: Import, events: Sequence[Planned]) -> list[tuple[Brought, Planned]]:
    """What the circle has with hours, though its calendar has whole days. Only of what whoever
    brings the calendar in hosts, and nobody has changed here."""
    whole = {one.uid: one for one in events if one.all_day}
    if not whole:
        return []
    rows = Brought.objects.filter(
        circle=row.circle, uid__in=whole, left_since=None, gone_at=None,
        gathering__host=row.person_id, gathering__all_day=False, gathering__time=time(),
        gathering__cancelled_at=None,
    ).select_related("gathering")  # fmt: skip
    return [(one, whole[one.uid]) for one in rows if as_it_stands(one.gathering_id) == one.standing]


def mend(row: Import, planned: Planned, at: datetime) -> None:
    """Its dates lose their hours, and keep their answers."""
    for one, said in to_mend(row, [planned]):
        actions.change(row.person, one.gathering, minutes=said.minutes, all_day=True, at=at)
        one.standing = as_it_stands(one.gathering_id)
        one.save(update_fields=["standing"])
