"""One run of the example, shared by the tests that look at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.answers.forms import Forms
from tests.command.running import EXAMPLE, Run, typed


@dataclass(frozen=True)
class Woven:
    """A run of ``kinweave weave`` and where its files are."""

    run: Run
    out: Path


@pytest.fixture(scope="session")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Woven:
    """Crews from the example."""
    folder = tmp_path_factory.mktemp("woven")
    out = folder / "crews"
    run = typed(
        "weave", EXAMPLE, "--out", out, "--start", "2027-01-11", "--time", "2s", folder=folder
    )
    return Woven(run, out)


@pytest.fixture
def forms(tmp_path: Path) -> Forms:
    return Forms(tmp_path)
