"""Nobody ever walks into half a congregation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.copies import SERVER, on_server
from tests.repository.checkout import ROOT

FILL = """
import json, django
django.setup()
from django.utils import timezone
from kinweave.demo.filling import fill
from kinweave.journal.models import Entry
from kinweave.people.models import Person
there = lambda: [Person.objects.count(), Entry.objects.count()]
print(json.dumps([there(), fill(timezone.now()), there()]))
"""


def test_whoever_is_killed_meanwhile_leaves_nothing_and_the_next_one_makes_it_whole(
    tmp_path: Path, copied: str
) -> None:
    def begin() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", FILL],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "kinweave.config.settings",
                "KINWEAVE_HOME": str(tmp_path),
                "DATABASE_URL": on_server(copied) if SERVER else "",
            },
        )  # fmt: skip

    def pictures() -> set[Path]:
        return set(tmp_path.rglob("*.webp"))

    killed = begin()
    while len(pictures()) < 10 and killed.poll() is None:
        time.sleep(0.01)
    killed.kill()
    killed.communicate()
    assert killed.returncode == -9
    left_behind = pictures()
    assert left_behind

    told, _ = (again := begin()).communicate()
    assert again.returncode == 0
    before, filled, after = json.loads(told)
    assert (before, filled) == ([0, 0], True)
    assert after[0] > 70
    assert after[1] > 0
    assert not left_behind & pictures()
