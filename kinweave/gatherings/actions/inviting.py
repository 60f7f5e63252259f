"""Asking somebody in particular whether they come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Membership
from kinweave.gatherings.models import Gathering, Invited
from kinweave.gatherings.refusals import Over
from kinweave.notices.actions import tell
from kinweave.people.models import Person


@transaction.atomic
def invite(actor: Person, gathering: Gathering, people: Iterable[int], *, at: datetime) -> int:
    """Ask members of its circle, by a letter that their calendars understand; how many that were.

    Each is asked once, whoever asks. Nobody else is told, and nobody is told who says no.
    """
    viewer = Viewer.of(actor.pk)
    allowed(viewer, "host", gathering)
    if gathering.published_at is None or gathering.cancelled_at is not None:
        raise Over
    rows = Membership.objects.current().visible_to(viewer)  # not with whom there is a block
    here = rows.filter(circle=gathering.circle_id, person__in=set(people)).exclude(person=actor)
    asked = 0
    for one in here.select_related("person").order_by("pk"):
        made, new = Invited.objects.get_or_create(
            gathering=gathering, person=one.person, defaults={"by": actor, "at": at}
        )
        if new:
            asked += 1
            tell(
                "gatherings.invited",
                receiver=one.person,
                about={"invited": made.pk},
                key=f"gatherings.invited:{made.pk}",
                at=at,
                circle=gathering.circle,
            )
    return asked
