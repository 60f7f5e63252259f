"""What a circle expects, and saying yes to it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Acceptance, Circle, Expectations, Membership
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person


@transaction.atomic
def expect(actor: Person, circle: Circle, *, text: str, at: datetime) -> Expectations:
    """Write a new version. Every member is asked to read it; whoever wrote it has said yes."""
    allowed(Viewer.of(actor.pk), "tend", circle)
    version = Expectations.objects.create(circle=circle, text=text, written_by=actor, since=at)
    Acceptance.objects.create(expectations=version, person=actor, at=at)
    members = Membership.objects.current().filter(circle=circle).exclude(person=actor)
    for membership in members.select_related("person"):
        tell(
            "circles.expectations_changed",
            receiver=membership.person,
            about={"expectations": version.pk},
            key=f"circles.expectations_changed:{version.pk}:{membership.person_id}",
            at=at,
            circle=circle,
            in_digest=True,
        )
    write("circles.expected", actor=actor, at=at, circle=circle, thing=version)
    return version


@transaction.atomic
def accept(person: Person, expectations: Expectations, *, at: datetime) -> Acceptance:
    """Say yes to one version, after reading it. Saying it twice changes nothing."""
    found, _ = Acceptance.objects.get_or_create(
        expectations=expectations, person=person, defaults={"at": at}
    )
    return found
