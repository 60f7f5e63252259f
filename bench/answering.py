"""Fills a site with a weekly gathering and people who are signed in: prints its address, the
numbers of its dates, and each one's session, as JSON.

python -m bench.answering PEOPLE
"""

from __future__ import annotations

import json
import sys
from datetime import time, timedelta

import django

django.setup()

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.site_pages import SIGNED_IN
from kinweave.circles import actions
from kinweave.circles.models import Scale
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.people.models import Person, Profile

DATES = 50


def main(people: int) -> None:
    """As many members of one circle; the gathering has seats for all but one of them."""
    now = timezone.now()
    guests = []
    for number in range(people):
        person = Person.objects.create_user(
            f"guest-{number}@example.org", name=f"Guest {number}", joined_at=now
        )
        Profile.objects.create(person=person)
        guests.append(person)
    circle = actions.found(guests[0], name="Table", scale=Scale.CONGREGATION, at=now)
    invitation = actions.invite(guests[0], circle, uses=people, at=now)
    for person in guests[1:]:
        actions.enter(person, invitation, at=now)
    made = gatherings.plan(
        guests[0], circle, name="Soup", day=now.date() + timedelta(days=2), time=time(19),
        zone="UTC", minutes=120, rhythm=Rhythm(Every.WEEKLY), times=DATES, seats=people - 1, at=now,
    )  # fmt: skip
    gatherings.announce(guests[0], made, at=now)
    sessions = []
    for person in guests:
        client = Client()
        client.force_login(person, SIGNED_IN)
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    print(
        json.dumps(
            {
                "address": reverse("gathering-answer", args=[made.pk]),
                "dates": list(range(1, DATES + 1)),
                "sessions": sessions,
                "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
