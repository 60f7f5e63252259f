"""Secret addresses of calendars: made, made anew, taken away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.gatherings.models import CalendarKey
from kinweave.gatherings.models.calendars import new_secret
from kinweave.people.models import Person


@transaction.atomic
def calendar_key(person: Person, circle: Circle | None, *, at: datetime) -> CalendarKey:
    """The address of a circle's calendar, or of one's own: the one there is, or a new one."""
    if circle is not None:
        allowed(Viewer.of(person.pk), "take part", circle)
    return CalendarKey.objects.get_or_create(
        person=person, circle=circle, defaults={"made_at": at}
    )[0]


@transaction.atomic
def new_key(person: Person, key: CalendarKey, *, at: datetime) -> None:
    """Another address: from this moment on, nobody reads at the old one."""
    CalendarKey.objects.filter(pk=key.pk, person=person).update(key=new_secret(), made_at=at)


@transaction.atomic
def forget_key(person: Person, key: CalendarKey) -> None:
    """No address any more."""
    CalendarKey.objects.filter(pk=key.pk, person=person).delete()
