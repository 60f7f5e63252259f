"""What waits for a worker: looking for crews, and mending them."""

from __future__ import annotations

from datetime import datetime

from kinweave.jobs.actions import works_on
from kinweave.jobs.models import State
from kinweave.weaving import proposing, repairing
from kinweave.weaving.models import Proposal, Repair


@works_on(Proposal)
def propose(row: Proposal, now: datetime) -> State | None:
    """Look for crews."""
    return proposing.propose(row, now)


@works_on(Repair)
def repair(row: Repair, now: datetime) -> State | None:
    """Mend crews that lost somebody."""
    return repairing.repair(row, now)
