"""Looking back on a cycle, each for themself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.crews.cycles import may_look_back
from kinweave.crews.models import Cycle, LookBack
from kinweave.crews.refusals import NotYet
from kinweave.people.models import Person


@transaction.atomic
def look_back(person: Person, cycle: Cycle, *, said: Mapping[str, str], at: datetime) -> None:
    """What somebody says to the crew; no question needs an answer, and an empty one takes back what
    stood there."""
    allowed(Viewer.of(person.pk), "look back", cycle)
    if not may_look_back(cycle, at):
        raise NotYet
    for about in LookBack.About.values:
        if about not in said:
            continue
        if words := said[about].strip():
            LookBack.objects.update_or_create(
                cycle=cycle, person=person, about=about, defaults={"words": words, "at": at}
            )
        else:
            LookBack.objects.filter(cycle=cycle, person=person, about=about).delete()
