"""Asking for one's data, and what becomes of the file in the end."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.people.export.writing import discard, folder
from kinweave.people.models import Export, Person

_LEFT_BEHIND = timedelta(days=1)


def ask_for_export(person: Person, *, at: datetime) -> Export:
    """Have everything put together. Whoever asks again meanwhile is given the same one."""
    try:
        with transaction.atomic():
            export: Export = Export.objects.create(person=person, asked_at=at, next_attempt=at)
            write("people.asked_for_export", actor=person, at=at)
            wake(export)
            return export
    except IntegrityError:
        return under_way(person) or ask_for_export(person, at=at)


def under_way(person: Person) -> Export | None:
    """The one that is being put together now."""
    rows = Export.objects.filter(person=person, state__in=[State.WAITING, State.CLAIMED])
    return rows.first()


def forget_exports(now: datetime) -> int:
    """Remove files whose week is over, and what killed processes left lying; how many."""
    over = list(Export.objects.filter(expires_at__lte=now))
    for export in over:
        discard(export)
    return len(over) + _sweep()


def _sweep() -> int:
    """Files that no row knows. A young one may be in the making, by the file system's clock."""
    known = set(Export.objects.values_list("file", flat=True))
    oldest = time.time() - _LEFT_BEHIND.total_seconds()
    left = [
        path
        for path in (folder().iterdir() if folder().is_dir() else ())
        if path.name not in known and path.stat().st_mtime < oldest
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
