"""One site's pages, timed in one process beside a bare page: prints seconds of the
processor as JSON, so that what else the machine does is left out.

python -m bench.site_pages HANDBOOK

HANDBOOK: a folder of Markdown, whose pages are read by a member of its circle, and by a stranger.
"""

from __future__ import annotations

import json
import sys
from datetime import time, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import django

django.setup()

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinweave.access import Audience
from kinweave.circles import actions
from kinweave.circles.models import Circle, Scale
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Kind, Page
from kinweave.pages import Folder
from kinweave.people.models import Person, Profile

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
PEOPLE = 30
GATHERINGS = 30
ROUNDS = 100


def main() -> None:
    """Fill the site, and ask for each page in turn, as a member who comes to something."""
    member, circle = _fill()
    brought, book = _bring(circle, Path(sys.argv[1]))
    settings.ROOT_URLCONF = "bench.bare"
    client = Client(headers={"Host": settings.ALLOWED_HOSTS[0]})
    stranger = Client(headers={"Host": settings.ALLOWED_HOSTS[0]})
    client.force_login(member, SIGNED_IN)
    pages = {
        "bare": "/bare/",
        "home": reverse("home"),
        "people": reverse("circle-people", args=[circle.slug]),
        "gatherings": reverse("circle-gatherings", args=[circle.slug]),
        "gathering": Gathering.objects.filter(circle=circle)[0].get_absolute_url(),
    }
    asked = [(name, client, [address]) for name, address in pages.items()]
    leaves = [one.get_absolute_url() for one in Page.objects.filter(book=book, kind=Kind.PAGE)]
    asked += [("leaf", client, leaves), ("stranger", stranger, leaves)]
    taken: dict[str, list[float]] = {name: [] for name, _who, _addresses in asked}
    # The first turns read templates, and each leaf of the book once.
    first = max(10, len(leaves))
    for turn in range(ROUNDS + first):
        for name, who, addresses in asked:
            begun = process_time()
            answer = who.get(addresses[turn % len(addresses)])
            if turn >= first:
                taken[name].append(process_time() - begun)
            assert answer.status_code == 200, (name, answer.status_code)
    session = client.cookies[settings.SESSION_COOKIE_NAME].OutputString([])
    found = {name: median(each) for name, each in taken.items()}
    print(json.dumps({**found, "brought": brought, "pages": len(leaves), "session": session}))


def _bring(circle: Circle, folder: Path) -> tuple[float, Book]:
    """The seconds in which a handbook came in, and the book, which anybody may read."""
    now = timezone.now()
    book = Book.objects.create(
        circle=circle, slug="handbook", title="Handbook", audience=Audience.PUBLIC, begun_at=now
    )
    begun = perf_counter()
    bring_in(book, Folder(folder), by=None, at=now)
    return perf_counter() - begun, book


def _fill() -> tuple[Person, Circle]:
    now = timezone.now()
    people = []
    for number in range(PEOPLE):
        address, name = f"person-{number}@example.org", f"Person {number}"
        person = Person.objects.create_user(address, name=name, joined_at=now)
        Profile.objects.create(person=person)
        people.append(person)
    ada = people[0]
    circle = actions.found(ada, name="Riverbend", scale=Scale.CONGREGATION, at=now)
    invitation = actions.invite(ada, circle, uses=PEOPLE, at=now)
    for person in people[1:]:
        actions.enter(person, invitation, at=now)
    soup = gatherings.plan(
        ada, circle, name="Soup", day=now.date() + timedelta(days=2), time=time(19), zone="UTC",
        minutes=120, rhythm=Rhythm(Every.WEEKLY), times=10, at=now,
    )  # fmt: skip
    gatherings.announce(ada, soup, at=now)
    gatherings.answer(people[1], soup.occasions.first(), says="yes", every=True, at=now)
    for number in range(GATHERINGS - 1):
        day = now.date() + timedelta(days=3 + number)
        made = gatherings.plan(
            ada, circle, name=f"Evening {number}", day=day, time=time(19), zone="Europe/Vienna",
            minutes=120, at=now,
        )  # fmt: skip
        gatherings.announce(ada, made, at=now)
    return people[1], circle


if __name__ == "__main__":
    main()
