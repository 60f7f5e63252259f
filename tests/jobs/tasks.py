"""How errands are run."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from kinweave.jobs.actions import wake, works_on
from kinweave.jobs.models import State
from tests.jobs.models import Errand


@works_on(Errand)
def run(row: Errand, now: datetime) -> State | None:
    """Do as ``what`` says."""
    match row.what:
        case "fail":
            raise OSError(row.notebook)
        case "drop":
            return State.DROPPED
        case "postpone":
            row.postpone(now.replace(year=now.year + 1))
        case "ask":
            wake(Errand.objects.create(what="nothing", next_attempt=now))
        case "keyed":  # the world outside knows the key, and does nothing under it twice
            if str(row.pk) not in Path(row.notebook).read_text().split():
                _write(row)
        case "once":  # the world outside knows no keys, like a mail server
            Errand.objects.filter(pk=row.pk).update(begun_at=now)
            _write(row)
    return None


def _write(row: Errand) -> None:
    notebook = os.open(row.notebook, os.O_WRONLY | os.O_APPEND)
    try:
        os.write(notebook, f"{row.pk}\n".encode())
    finally:
        os.close(notebook)
