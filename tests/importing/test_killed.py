"""A worker that brings a calendar in is killed with -9 at any instant, again and again: what it had
brought in stays, the rest comes in later, and nothing comes twice."""

from __future__ import annotations

from pathlib import Path

from tests.apart import apart, site
from tests.importing.killing import kill

EVENTS = 120


def test_a_worker_killed_again_and_again_in_the_midst_of_a_calendar_loses_nothing_and_doubles_none(
    tmp_path: Path, copied: str
) -> None:
    kills, there = apart(site(tmp_path, copied), kill, EVENTS)
    assert len(kills) >= 3
    assert kills == sorted(kills)
    assert 0 < kills[0] < kills[1] < EVENTS
    assert there["names"] == sorted(f"Evening {number}" for number in range(EVENTS))
    assert there["gatherings"] == there["brought"] == EVENTS
    assert there["dates"] == EVENTS + EVENTS // 10
    assert there["journal"] == 1
    assert there["told"] == 4, "each member once, but who brought it in"
