"""What waits for a worker: making crews for the days. The engine is asked nowhere else."""

from __future__ import annotations

from datetime import datetime

from kinweave.jobs.actions import works_on
from kinweave.jobs.models import State
from kinweave.retreats.actions.crews import make_crews
from kinweave.retreats.models import Making


@works_on(Making)
def make(row: Making, now: datetime) -> State | None:
    """A draft of crews for all days."""
    return make_crews(row, at=now)
