"""A worker is killed with -9 while it looks for crews, and while it mends them."""

from __future__ import annotations

from kinweave.jobs.models import State
from tests.jobs.apart import apart
from tests.weaving.killing import KILLS, NOES, PRESSES


def test_of_each_press_comes_one_whole_proposal_and_of_each_no_one_repair_told_once(
    copied: str,
) -> None:
    proposed, mended = apart("tests.weaving.killing", copied)
    assert proposed == [[KILLS + 1, State.DONE, 1, True]] * PRESSES
    assert len(mended) == NOES
    for kills, *rest in mended:
        assert kills >= 1
        assert rest == [State.DONE, 1, False, True]
