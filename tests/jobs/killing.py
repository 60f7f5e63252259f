"""Let workers do errands, kill each at a random instant, and print what came of it as JSON.

python -m tests.jobs.killing keyed /path/to/notebook
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone

from kinweave.jobs.models import State
from tests.jobs.models import Errand

ERRANDS = 60
BETWEEN = (4, 11)
"""How many lines a worker gets to write before it is killed, at random."""


def main(what: str, notebook: Path) -> None:
    """Until nothing is left to do."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    due = timezone.now() - timedelta(minutes=1)
    Errand.objects.bulk_create(
        Errand(what=what, notebook=str(notebook), next_attempt=due) for _ in range(ERRANDS)
    )
    chance = random.Random(what)
    killed = 0
    while _unfinished():
        aim = len(notebook.read_text().split()) + chance.randint(*BETWEEN)
        worker = subprocess.Popen([sys.executable, "-m", "tests.jobs.worker"])
        while _unfinished() and len(notebook.read_text().split()) < aim:
            if worker.poll() is not None:
                sys.exit("a worker ended by itself")
            time.sleep(0.02)
        time.sleep(chance.random() * 0.01)
        worker.kill()
        worker.wait()
        killed += 1
    states = dict.fromkeys(State.values, 0)
    for state in Errand.objects.values_list("state", flat=True):
        states[state] += 1
    doubted = list(Errand.objects.filter(state=State.DOUBT).values_list("pk", flat=True))
    everyone = list(Errand.objects.values_list("pk", flat=True))
    print(json.dumps([killed, states, doubted, everyone]))


def _unfinished() -> bool:
    return Errand.objects.filter(state__in=[State.WAITING, State.CLAIMED]).exists()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
