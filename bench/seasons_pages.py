"""Seasons with many people, whose crews are proposed, looked at and changed by hand: prints what
it took, in seconds, as JSON. All in one process.

python -m bench.seasons_pages PEOPLE SEED...
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from random import Random
from statistics import median
from time import perf_counter

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.instances import make
from kinweave.circles import actions as circles
from kinweave.circles.models import Circle, Membership, Scale, Standing
from kinweave.jobs.actions import run_one
from kinweave.jobs.models import State
from kinweave.met.models import How, Met
from kinweave.people.models import Person, Profile, Topic
from kinweave.people.models.week import BUSY, FREE, HALF_HOURS, IF_NEED_BE
from kinweave.solvers.crews import problem as engine
from kinweave.solvers.crews.propose import ready
from kinweave.weaving import actions, lots
from kinweave.weaving.models import Place, Proposal, Regard, Season, Wish

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
ROUNDS, WARM = 40, 5
MOVES = 40


def main(people: int, seeds: list[int]) -> None:
    """Each seed is a congregation of its own; the first one's steward looks and moves people."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    ready()
    seasons = [_season(people, seed) for seed in seeds]
    proposed = [_proposed(one) for one in seasons]
    steward = seasons[0].made_by
    assert steward is not None
    settings.ROOT_URLCONF = "bench.bare"
    client = Client(headers={"Host": settings.ALLOWED_HOSTS[0]})
    client.force_login(steward, SIGNED_IN)
    draft = Proposal.objects.get(season=seasons[0])
    taken = _looked(
        client,
        {
            "bare": "/bare/",
            "crews": draft.get_absolute_url(),
            "wishes": reverse("season-proposals", args=[seasons[0].pk]),
        },
    )
    print(json.dumps({"proposed": proposed, "pages": taken, "moves": _moved(client, draft)}))


def _proposed(season: Season) -> dict[str, object]:
    """As the job's worker does it; and how far from the best it is, by the engine's own bound."""
    steward = season.made_by
    assert steward is not None
    row = actions.ask_for_crews(steward, season, at=timezone.now())
    begun = perf_counter()
    run_one(Proposal._meta.label_lower, row.pk, timezone.now())
    took = perf_counter() - begun
    row.refresh_from_db()
    assert row.state == State.DONE, row.state
    bound, found = row.quality["bound"], row.quality["objective"]
    gap = 0.0 if row.quality["proven"] else (bound - found) / bound if bound else None
    return {"seconds": took, "gap": gap, "placed": Place.objects.filter(proposal=row).count()}


def _looked(client: Client, pages: dict[str, str]) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS + WARM):
        for name, address in pages.items():
            begun = perf_counter()
            answer = client.get(address)
            if turn >= WARM:  # the first turns read templates
                taken[name].append(perf_counter() - begun)
            assert answer.status_code == 200, (name, answer.status_code)
    return {name: median(each) for name, each in taken.items()}


def _moved(client: Client, draft: Proposal) -> list[float]:
    """Somebody is taken out of a crew and put back, the page that follows included: each time
    somebody else. No lot is drawn, so that whoever was there may come back."""
    lots.ONE_IN = 0
    where, taken = reverse("proposal-moves", args=[draft.pk]), []
    places = list(Place.objects.filter(proposal=draft).values_list("person", "crew"))
    for person, crew in Random(1).sample(places, MOVES // 2):
        for to in ("none", crew):
            begun = perf_counter()
            page = client.post(where, {"people": [person], "to": to}, follow=True)
            taken.append(perf_counter() - begun)
            assert b'id="last-move"' in page.content, (person, to)
    return taken


@transaction.atomic
def _season(people: int, seed: int) -> Season:
    """A congregation of made-up people, all of whom wish for a crew."""
    now, problem = timezone.now(), make(people, seed)
    steward = _person(f"steward-{seed}", "Stella Stern", now)
    circle = circles.found(steward, name=f"Riverbend {seed}", scale=Scale.CONGREGATION, at=now)
    first = now.date() + timedelta(days=45)
    season = actions.make_season(
        steward, circle, name="Spring crews", zone="Europe/Vienna",
        wishes_on=now.date() - timedelta(days=1), answers_on=now.date() + timedelta(days=20),
        starts_on=first - timedelta(days=first.weekday()), at=now,
    )  # fmt: skip
    Season.objects.filter(pk=season.pk).update(opened_at=now - timedelta(days=9))
    season.refresh_from_db()
    numbers = {
        one.key: _wishing(one, f"{seed}-{number}", season, circle, now)
        for number, one in enumerate(problem.people)
    }
    regards, met = [], set()
    wishes = dict(Wish.objects.filter(season=season).values_list("person", "pk"))
    for one in problem.people:
        wish = wishes[numbers[one.key]]
        for kind, others in ((Regard.Kind.WITH, one.wishes), (Regard.Kind.NOT_WITH, one.apart)):
            regards += [Regard(wish_id=wish, other_id=numbers[key], kind=kind) for key in others]
        met |= {tuple(sorted((numbers[one.key], numbers[key]))) for key in one.met}
    Regard.objects.bulk_create(regards)
    Met.objects.bulk_create(
        Met(one_id=one, other_id=other, circle=circle, how=How.CREW, key="before", since=now,
            last=now)
        for one, other in sorted(met)
    )  # fmt: skip
    return season


def _wishing(one: engine.Person, name: str, season: Season, circle: Circle, now: datetime) -> int:
    person = _person(f"person-{name}", f"Person {name}", now)
    Membership.objects.create(circle=circle, person=person, standing=Standing.FRIEND, since=now)
    Topic.objects.bulk_create(
        Topic(person=person, kind=Topic.Kind.INTEREST, words=words) for words in one.interests
    )
    Wish.objects.create(
        season=season, person=person, languages=sorted(one.languages), week=_week(one.hours),
        zone=one.zone, hosting=one.host.value, since=now, changed_at=now,
    )  # fmt: skip
    return person.pk


def _person(address: str, name: str, now: datetime) -> Person:
    made = Person.objects.create_user(f"{address}@example.org", name=name, joined_at=now)
    Profile.objects.create(person=made)
    return made


def _week(hours: engine.Hours) -> str:
    signs = [BUSY] * HALF_HOURS
    for sign, runs in ((FREE, hours.free), (IF_NEED_BE, hours.if_need_be)):
        for begins, ends in runs:
            for half in range(-(-begins // 30), ends // 30):
                signs[half] = sign
    return "".join(signs)


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(seed) for seed in sys.argv[2:]])
