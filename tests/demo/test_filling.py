"""Nobody ever walks into half a congregation."""

from __future__ import annotations

import time
from pathlib import Path

from django.utils import timezone

from kinweave.demo.filling import fill
from kinweave.journal.models import Entry
from kinweave.people.models import Person
from tests.apart import apart, begin, site


def there() -> tuple[int, int]:
    """How many people, and how many lines in journals."""
    return Person.objects.count(), Entry.objects.count()


def fills() -> tuple[tuple[int, int], bool, tuple[int, int]]:
    """Whether it was filled now, and what was there before and after."""
    return there(), fill(timezone.now()), there()


def test_whoever_is_killed_meanwhile_leaves_nothing_and_the_next_one_makes_it_whole(
    tmp_path: Path, copied: str
) -> None:
    around = site(tmp_path, copied)

    def pictures() -> set[Path]:
        return set(tmp_path.rglob("*.webp"))

    killed = begin(around, fills)
    while len(pictures()) < 10 and killed.is_alive():
        time.sleep(0.01)
    killed.kill()
    killed.join()
    assert killed.exitcode == -9
    left_behind = pictures()
    assert left_behind

    before, filled, after = apart(around, fills)
    assert (before, filled) == ((0, 0), True)
    assert after[0] > 70
    assert after[1] > 0
    assert not left_behind & pictures()
