"""What goes when somebody is forgotten. Leaving a circle takes nothing of this away."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from kinweave.met.models import Met
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@forgets
def whom_they_met(person: Person, at: datetime) -> None:  # noqa: ARG001 - everybody who forgets is told the time
    """All of it, also for the others."""
    Met.objects.filter(Q(one=person) | Q(other=person)).delete()
