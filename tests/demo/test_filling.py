"""Nobody ever walks into half a congregation."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from kinweave.demo import filling, scenario
from kinweave.journal.models import Entry
from kinweave.people.models import Person
from tests.builders import NOW


class Killed(BaseException):
    """Like a process that ends in the middle."""


def test_whoever_is_killed_meanwhile_leaves_nothing_and_the_next_one_makes_it_whole(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(scenario, "_door_and_expectations", killed)
        with pytest.raises(Killed):
            filling.fill(NOW)
    assert not Person.objects.exists()
    assert not Entry.objects.exists()
    left_behind = set(tmp_path.rglob("*.webp"))
    assert left_behind
    assert filling.fill(NOW) is True
    assert not left_behind & set(tmp_path.rglob("*.webp"))
    assert Person.objects.count() > 70
