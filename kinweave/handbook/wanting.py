"""Wanting a page's meaning: a row for a worker. What makes it loads numpy, which whoever answers
pages does not load for that."""

from __future__ import annotations

from datetime import datetime

from kinweave.handbook.models import Meaning, Revision
from kinweave.jobs.actions import wake


def to_understand(revision: Revision, at: datetime) -> Meaning:
    """Have a worker make the numbers of one revision, and forget those of the one before."""
    Meaning.objects.filter(revision__page=revision.page_id).exclude(revision=revision).delete()
    made, new = Meaning.objects.get_or_create(revision=revision, defaults={"next_attempt": at})
    if new:
        wake(made)
    return made
