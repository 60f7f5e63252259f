"""What waits for a worker: reading a calendar, bringing it in, and keeping it in step."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation

from kinweave.importing.bringing import bring
from kinweave.importing.looking import look
from kinweave.importing.models import Import
from kinweave.importing.stepping import keep_in_step
from kinweave.jobs.actions import works_on
from kinweave.jobs.models import State

_DO = {
    Import.Stage.READING: look,
    Import.Stage.BRINGING: bring,
    Import.Stage.BROUGHT: keep_in_step,
}


@works_on(Import)
def work(row: Import, now: datetime) -> State | None:
    """Whatever is next for it, in the language of whoever asked."""
    do = _DO.get(Import.Stage(row.stage))
    if do is None:
        return State.DROPPED
    with translation.override(row.person.language or settings.LANGUAGE_CODE):
        return do(row, now)
