"""A command that is stopped, kindly or not, leaves no half of anything behind."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path

import pytest

from kinweave.command.showing import watched
from kinweave.command.stopping import stoppable
from kinweave.solvers.running import Cancelled
from tests.answers.forms import Forms, answer, text_of
from tests.command.running import EXAMPLE, PLAN_FILES, began, files_in, kinweave

LONG = ("--groups-of", "4,5", "--rounds", "40", "--time", "10m")


def test_ctrl_c_is_answered_kindly_and_nothing_is_written(tmp_path: Path) -> None:
    run = began("mix", EXAMPLE, *LONG, folder=tmp_path)
    assert run.stdout is not None
    assert run.stdout.readline() == "I read 60 answers.\n"
    run.send_signal(signal.SIGINT)
    _out, told = run.communicate()
    assert run.returncode == 130
    assert told == "Stopped, as you asked. No file is half written.\n"
    assert files_in(tmp_path) == {}


def test_ctrl_c_that_was_swallowed_on_its_way_stops_the_next_step() -> None:
    with stoppable():
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with watched("Mixing", 1) as allowance, pytest.raises(Cancelled):
            allowance.start().check()
    with stoppable(), watched("Mixing", 1) as allowance:
        allowance.start().check()


@pytest.mark.parametrize("moment", ["told", "html", "last file"])
def test_killed_at_any_moment_it_leaves_whole_files_or_none(
    moment: str, forms: Forms, tmp_path: Path
) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    people = [answer(name) for name in ("Ada", "Ben", "Cy", "Dot", "Eve", "Fay", "Gus")]
    words = (
        "weave",
        forms.write(text_of(people)),
        "--start",
        "2027-01-11",
        "--time",
        "1s",
        "--out",
    )
    assert kinweave(*words, whole, folder=tmp_path).returncode == 0
    come = {
        "told": lambda: True,
        "html": (out / "plan.html").exists,
        "last file": lambda: files_seen(out) >= PLAN_FILES,
    }[moment]
    run = began(*words, out, folder=tmp_path)
    assert run.stdout is not None
    assert run.stdout.readline() == "I read 7 answers.\n"
    while not come() and run.poll() is None:
        pass
    run.kill()
    run.communicate()
    for name in files_seen(out):
        assert (out / name).read_bytes() == (whole / name).read_bytes()


def files_seen(out: Path) -> set[str]:
    """The files that somebody sees there; what was on its way is hidden."""
    return {path.name for path in out.glob("[!.]*")}
