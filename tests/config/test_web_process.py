"""What answers people asks no solver: a worker does, where somebody waits for it."""

from __future__ import annotations

from tests.jobs.apart import apart

HEAVY = {"highspy", "llvmlite", "numba", "numpy", "rustworkx", "scipy"}


def test_the_process_that_answers_people_never_loads_the_libraries_of_solvers(copied: str) -> None:
    loaded = set(apart("tests.config.answering", copied))
    assert "django" in loaded
    assert not loaded & HEAVY
