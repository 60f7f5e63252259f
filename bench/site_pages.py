"""One site's pages, timed in one process beside a bare page: prints seconds as JSON.

python -m bench.site_pages
"""

from __future__ import annotations

import json
from statistics import median
from time import perf_counter

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from kinweave.circles import actions  # noqa: E402
from kinweave.circles.models import Circle, Scale  # noqa: E402
from kinweave.people.models import Person, Profile  # noqa: E402

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
PEOPLE = 30
ROUNDS = 100


def main() -> None:
    """Fill the site, and ask for each page in turn."""
    ada, circle = _fill()
    settings.ROOT_URLCONF = "bench.bare"
    client = Client(headers={"Host": settings.ALLOWED_HOSTS[0]})
    client.force_login(ada, SIGNED_IN)
    pages = {
        "bare": "/bare/",
        "home": reverse("home"),
        "people": reverse("circle-people", args=[circle.slug]),
    }
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS + 10):
        for name, address in pages.items():
            begun = perf_counter()
            answer = client.get(address)
            if turn >= 10:  # the first turns read templates
                taken[name].append(perf_counter() - begun)
            assert answer.status_code == 200, (name, answer.status_code)
    print(json.dumps({name: median(each) for name, each in taken.items()}))


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
    return ada, circle


if __name__ == "__main__":
    main()
