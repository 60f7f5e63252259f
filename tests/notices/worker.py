"""What processes of their own do in :mod:`tests.notices.test_killed`."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from kinweave.jobs.actions import run_due, tick
from kinweave.notices.actions import due_digests, tell
from kinweave.notices.choosing import set_rhythm
from kinweave.notices.composing import message_id
from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from tests.jobs.dying import lay_errands
from tests.notices import trial

T = TypeVar("T")


def with_trial_letters(do: Callable[..., T], *words: object) -> T:
    """Letters are those of :mod:`tests.notices.trial` meanwhile."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [trial.TEMPLATES]
    with override_settings(TEMPLATES=templates):
        return do(*words)


def prepare(letters: int) -> None:
    """So many letters to so many addresses."""
    lay_errands()
    for one in range(letters):
        address = f"r{one}@example.org"
        at = timezone.now()
        tell("trial.welcome", address=address, about={}, key=f"welcome:{one}", at=at)


def news(people: int) -> None:
    """For so many people a piece of news, and digests that may come at any hour."""
    lay_errands()
    for one in range(people):
        person = Person.objects.create_user(f"p{one}@example.org", name="Ada")
        set_rhythm(person, when="daily", days=[], hour=0)
        tell(
            "trial.welcome", receiver=person, about={}, key=f"news:{one}", at=timezone.now(),
            in_digest=True,
        )  # fmt: skip


def work(minutes: int) -> None:
    """What is due, as if so many minutes had passed."""
    now = timezone.now() + timedelta(minutes=minutes)
    tick(now)
    due_digests(now)
    run_due(now, Delivery)


def look() -> dict[str, str]:
    """What became of each letter."""
    rows = Delivery.objects.values_list("key", "state")
    return {message_id(key): state for key, state in rows}
