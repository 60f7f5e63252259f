"""What calls do when two people no longer see each other."""

from __future__ import annotations

from datetime import datetime

from kinweave.calling.models import CallAnswer, CallQuestion
from kinweave.people.actions.blocks import comes_between
from kinweave.people.models import Person


@comes_between
def between_caller_and_answer(person: Person, other: Person, _at: datetime) -> None:
    """What one said to an open call of the other is as if it had been taken back. Nobody is told,
    and undoing the block does not bring it back."""
    both = (person, other)
    for model in (CallAnswer, CallQuestion):
        rows = model.objects.filter(call__caller__in=both, person__in=both, call__ended_at=None)
        rows.delete()
