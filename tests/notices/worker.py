"""A worker in a process of its own, to be killed: ``python -m tests.notices.worker WHAT NUMBER``.

``prepare`` so many letters, or ``news`` for so many people; ``work``, as if so many
minutes had passed; ``look``.
"""

from __future__ import annotations

import copy
import json
import sys
from datetime import timedelta

import django
from django.conf import settings
from django.utils import timezone


def main(what: str, number: int) -> None:
    from tests.notices import trial

    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [trial.TEMPLATES]
    settings.TEMPLATES = templates
    {"prepare": prepare, "news": news, "work": work, "look": look}[what](number)


def prepare(letters: int) -> None:
    from kinweave.notices.actions import tell

    for one in range(letters):
        address = f"r{one}@example.org"
        at = timezone.now()
        tell("trial.welcome", address=address, about={}, key=f"welcome:{one}", at=at)


def news(people: int) -> None:
    """For so many people a piece of news, and digests that may come at any hour."""
    from kinweave.notices.actions import tell
    from kinweave.notices.choosing import set_rhythm
    from kinweave.people.models import Person

    for one in range(people):
        person = Person.objects.create_user(f"p{one}@example.org", name="Ada")
        set_rhythm(person, when="daily", days=[], hour=0)
        tell(
            "trial.welcome", receiver=person, about={}, key=f"news:{one}", at=timezone.now(),
            in_digest=True,
        )  # fmt: skip


def work(minutes: int) -> None:
    from kinweave.jobs.actions import run_due, tick
    from kinweave.notices.actions import due_digests
    from kinweave.notices.models import Delivery

    now = timezone.now() + timedelta(minutes=minutes)
    tick(now)
    due_digests(now)
    run_due(now, Delivery)


def look(_number: int) -> None:
    from kinweave.notices.composing import message_id
    from kinweave.notices.models import Delivery

    rows = Delivery.objects.values_list("key", "state")
    print(json.dumps({message_id(key): state for key, state in rows}))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], int(sys.argv[2]))
