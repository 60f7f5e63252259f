"""Let workers do errands, kill each at a random instant, and say what came of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from kinweave.jobs.models import State
from tests.jobs.dying import killed, watchful
from tests.jobs.models import Errand

ERRANDS = 60
BETWEEN = (4, 11)
"""How many lines a worker gets to write before it is killed, at random."""


def kill(what: str, notebook: Path) -> tuple[int, dict[str, int], list[int], list[int]]:
    """Until nothing is left to do: how many were killed, how many errands are in each state, and
    which are in doubt, of which."""
    watchful(Errand)
    due = timezone.now() - timedelta(minutes=1)
    Errand.objects.bulk_create(
        Errand(what=what, notebook=str(notebook), next_attempt=due) for _ in range(ERRANDS)
    )
    chance, kills = random.Random(what), 0
    while _unfinished():
        kills += killed(_some_lines_on(notebook, chance))
    states = dict.fromkeys(State.values, 0)
    for state in Errand.objects.values_list("state", flat=True):
        states[state] += 1
    doubted = list(Errand.objects.filter(state=State.DOUBT).values_list("pk", flat=True))
    everyone = list(Errand.objects.values_list("pk", flat=True))
    return kills, states, doubted, everyone


def _some_lines_on(notebook: Path, chance: random.Random) -> Callable[[], bool]:
    """When so many more are written, at no particular place; or nothing is left to do."""
    aim = len(notebook.read_text().split()) + chance.randint(*BETWEEN)

    def is_time() -> bool:
        if len(notebook.read_text().split()) < aim and _unfinished():
            return False
        time.sleep(chance.random() * 0.01)
        return True

    return is_time


def _unfinished() -> bool:
    return Errand.objects.filter(state__in=[State.WAITING, State.CLAIMED]).exists()
