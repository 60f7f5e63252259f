"""Writing into the journal: one line, in the transaction of what it tells."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from kinweave.journal.models import Entry


def write(
    verb: str, *, actor: Any, at: datetime, circle: Any = None, thing: models.Model | None = None
) -> Entry:
    """Put down that ``actor`` (a person, or ``None`` for the site itself) did ``verb``."""
    kind = None if thing is None else ContentType.objects.get_for_model(thing)
    return Entry.objects.create(
        verb=verb,
        actor=actor,
        at=at,
        circle=circle,
        thing_type=kind,
        thing_id=None if thing is None else thing.pk,
    )
