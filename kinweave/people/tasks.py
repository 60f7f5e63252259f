"""What waits for a worker: putting an export together, and forgetting somebody."""

from __future__ import annotations

from datetime import datetime

from kinweave.jobs.actions import works_on
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.writing import write
from kinweave.people.models import Erasure, Export


@works_on(Export)
def put_together(row: Export, now: datetime) -> None:
    """All that is somebody's, into one file."""
    write(row, now)


@works_on(Erasure)
def carry_out(row: Erasure, now: datetime) -> None:
    """Thirty days have passed, and the wish still stands."""
    forget(row.person_id, at=now)
