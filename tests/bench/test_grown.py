"""What a column generation ends at is near, and hardly below, the best that there is."""

from __future__ import annotations

from pathlib import Path

from bench.grown import CLOSE, grown
from bench.instances import make, save
from kinweave.solvers.crews.propose import propose


def test_the_estimate_lies_about_where_the_proven_best_is(tmp_path: Path) -> None:
    path = tmp_path / "60-1.npz"
    save(make(60, 1), path)
    best = propose(make(60, 1)).quality
    assert best.proven
    assert best.objective * (1 - CLOSE) <= grown(path) <= best.objective * 1.02
