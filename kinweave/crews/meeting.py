"""Who comes to a crew's meetings has met: it is noted for the two of them, and for nobody else."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from kinweave.crews.models import Cycle
from kinweave.gatherings.models import Answer
from kinweave.met import actions as met
from kinweave.met.models import How

LOOKS_BACK = timedelta(days=14)
"""So long after a meeting it is still noted, should the site have stood still."""


def note_meetings(now: datetime) -> int:
    """Note who said yes to a meeting of a crew that is over, as far as it is not noted; how many
    cycles had one. A crew that met for years has met once, from its first meeting to its last."""
    came = Answer.objects.filter(
        says=Answer.Says.YES,
        person__isnull=False,
        occasion__skipped_at=None,
        occasion__ends_at__range=(now - LOOKS_BACK, now),
        occasion__gathering__cycle__isnull=False,
        occasion__gathering__cancelled_at=None,
    )
    columns = ("occasion__gathering__cycle", "occasion__ends_at", "person")
    by_meeting: defaultdict[tuple[int, datetime], set[int]] = defaultdict(set)
    for cycle, ended, person in came.order_by().values_list(*columns):
        by_meeting[cycle, ended].add(person)
    cycles = Cycle.objects.filter(pk__in={cycle for cycle, _ended in by_meeting})
    there = {one.pk: one for one in cycles.select_related("circle")}
    for (number, ended), people in sorted(by_meeting.items()):
        circle = there[number].circle
        met.note([people], circle=circle, how=How.CREW, key=f"crew:{circle.pk}", at=ended)
    return len(there)
