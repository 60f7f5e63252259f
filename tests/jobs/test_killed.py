"""A worker is killed with -9 at any instant, again and again: nothing is lost, nothing doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinweave.jobs.models import State
from tests.apart import apart, site
from tests.jobs.killing import ERRANDS, kill


@pytest.mark.parametrize("what", ["keyed", "once"])
def test_a_worker_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(
    what: str, tmp_path: Path, copied: str
) -> None:
    notebook = tmp_path / "notebook"
    notebook.touch()
    killed, states, doubted, everyone = apart(site(tmp_path, copied), kill, what, notebook)
    written = [int(line) for line in notebook.read_text().split()]
    assert killed >= 3  # the last one had nothing left to do
    assert len(written) == len(set(written))
    assert states[State.DONE] + len(doubted) == ERRANDS == len(everyone)
    assert set(everyone) - set(doubted) <= set(written)
    if what == "keyed":
        assert doubted == []
