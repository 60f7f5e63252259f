"""Let a worker make crews, kill it twice at random instants, and say what came of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from django.utils import timezone

from kinweave.jobs.models import State
from kinweave.retreats import actions
from kinweave.retreats.models import CrewPlace, CrewPlan, DayCrew, Making
from tests import builders
from tests.gatherings.cast import riverbend
from tests.jobs.dying import killed, watchful
from tests.retreats.cast import mill, placed

PEOPLE, KILLS = 12, 2


def kill() -> tuple[int, str, int, list[int]]:
    """Until they are made."""
    watchful(Making)
    cast = riverbend()
    retreat = mill(cast)
    for number in range(PEOPLE):
        guest = builders.person(f"Guest{number}")
        builders.member(cast.circle, guest)
        placed(guest, retreat)
    actions.ask_for_crews(cast.ada, retreat, size=4, seed=1, at=timezone.now())
    chance, tries, kills = random.Random(4), 0, 0
    while _row().under_way:
        tries += 1
        kills += killed(_at_work(tries, chance))
    return kills, _row().state, _row().attempts, _what_there_is()


def _at_work(tries: int, chance: random.Random) -> Callable[[], bool]:
    """Somewhere in the midst of the work; after two kills, when it is done."""

    def is_time() -> bool:
        row = _row()
        if tries > KILLS:
            return row.state == State.DONE
        if row.state != State.CLAIMED or row.attempts < tries:
            return False
        time.sleep(chance.random() * 0.4)
        return True

    return is_time


def _row() -> Making:
    return Making.objects.get()


def _what_there_is() -> list[int]:
    return [CrewPlan.objects.count(), DayCrew.objects.count(), CrewPlace.objects.count()]
