"""A date as an invitation by mail (RFC 5546): into the calendar of one reader, and out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kinweave.access import can
from kinweave.gatherings.answers_by_mail import address_for
from kinweave.gatherings.feeds import event_of, uid
from kinweave.gatherings.ical import Event, cancel, request
from kinweave.gatherings.models import Answer, Guest, Occasion, Posted
from kinweave.notices.letters import CalendarPart, Reader

PARTSTAT = {Answer.Says.YES.value: "ACCEPTED", Answer.Says.MAYBE.value: "TENTATIVE"}


def put_in(reader: Reader, date: Occasion, says: str, guest: Guest | None) -> CalendarPart:
    """The date as this reader may see it, with what they have said (nothing yet, for ""). What
    their calendar answers comes to an address of its own for the two."""
    of = date.gathering
    where = can(reader.viewer, "know where", of) or (guest is not None and says == Answer.Says.YES)
    event = event_of(date, of, where, settings.SITE_URL)
    people = _between(reader, date, guest)
    partstat = PARTSTAT.get(says, "NEEDS-ACTION")
    now = timezone.now()
    return CalendarPart("REQUEST", request(replace(event, partstat=partstat, stamp=now, **people)))


def take_out(reader: Reader, sent: Posted, seen: bool) -> CalendarPart:
    """What was put in goes. Who does not see it any more (``seen``) reads no word of it."""
    date = sent.occasion
    if seen:
        event = event_of(date, date.gathering, False, settings.SITE_URL)
    else:
        name = uid(date, settings.SITE_URL)
        words = _("Not in your calendar any more")
        days = (date.day, date.last_day) if date.last_day else None
        event = Event(name, sent.sequence, sent.starts_at, sent.ends_at, sent.at, words, days=days)
    event = replace(event, stamp=timezone.now(), **_between(reader, date, sent.guest))
    return CalendarPart("CANCEL", cancel(event))


def _between(reader: Reader, date: Occasion, guest: Guest | None) -> dict[str, Any]:
    """Who asks whom. The site asks: a host's own address is nobody's to know."""
    who = guest or reader.person
    answers = address_for(date.pk, reader.viewer.person, guest.pk if guest else None)
    return {
        "organizer": (settings.SITE_NAME, answers),
        "attendee": (who.name if who else "", reader.address),
    }
