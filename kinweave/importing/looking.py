"""Reading a calendar for whoever asked: fetching it, if it is elsewhere, and what there is to say.

No transaction is open while something is fetched. Killed meanwhile, it is fetched again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from kinweave.gatherings.clock import A_DAY
from kinweave.importing.mending import to_mend
from kinweave.importing.models import Brought, Import
from kinweave.importing.reading import Found, NoCalendar, read
from kinweave.importing.reading.calendar import MOST_BYTES
from kinweave.importing.words import NO_CALENDAR
from kinweave.jobs.models import State
from kinweave.outside import Fetched, Refused, fetch

SECONDS = 20.0
ACCEPT = "text/calendar, text/plain;q=0.5, */*;q=0.1"
SHOWN = 200
"""So many events are shown before one says yes; all come in."""


def look(row: Import, now: datetime) -> State | None:
    """Read it, and keep what it says until somebody has looked."""
    changes: dict[str, Any] = {}
    content = bytes(row.content) if row.content is not None else None
    try:
        if content is None:
            got = ask_there(row)
            content = got.body
            changes = {"etag": got.etag, "modified": got.modified, "content": content}
        found = understood(content, row, now)
    except Refused as refused:
        return _settled(row, stage=Import.Stage.UNREAD, why=refused.why.value)
    except NoCalendar:
        return _settled(row, stage=Import.Stage.UNREAD, why=NO_CALENDAR, content=None)
    called = found.name or row.called
    shown = summary(found, row)
    return _settled(row, stage=Import.Stage.READY, called=called, shown=shown, **changes)


def ask_there(row: Import, *, again: bool = False) -> Fetched:
    """What is at its address now; ``again``: or that it is what it was. Raises ``Refused``."""
    return fetch(
        row.address, accept=ACCEPT, most_bytes=MOST_BYTES, seconds=SECONDS, site=settings.SITE_URL,
        etag=row.etag if again else "", modified=row.modified if again else "",
    )  # fmt: skip


def understood(content: bytes, row: Import, now: datetime) -> Found:
    """Raises ``NoCalendar``."""
    return read(content, zone=row.zone, now=now, site=settings.SITE_URL)


def summary(found: Found, row: Import) -> dict[str, Any]:
    """What there is to look at, as a row keeps it: kinds and names, which are put into words for
    whoever looks."""
    here = set(Brought.objects.filter(circle=row.circle).values_list("uid", flat=True))
    new = [one for one in found.events if one.uid not in here]
    lines = []
    for one in new[:SHOWN]:
        rhythm = one.rhythm
        lines.append(
            {
                "name": one.name,
                "starts_at": one.first.isoformat(),
                "ends_at": (one.first + timedelta(minutes=one.minutes)).isoformat(),
                "zone": one.zone,
                "days": one.minutes // A_DAY if one.all_day else 0,
                "every": rhythm.every.value,
                "which": rhythm.which,
                "dates": len(one.taking_place),
            }
        )
    return {
        "events": lines,
        "new": len(new),
        "mends": len(to_mend(row, found.events)),
        "left": {**found.left, "here": len(found.events) - len(new)},
        "remarks": [[one.line, one.kind.value, one.about] for one in found.remarks],
        "unsaid": found.unsaid,
    }


def _settled(row: Import, **changes: Any) -> State | None:
    """Only while this process holds it: the row may be gone, or somebody else's by now."""
    rows = Import.objects.filter(pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at)
    rows.update(progress=100, **changes)
    return State.DONE
