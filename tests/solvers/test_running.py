"""How a run is watched, stopped and kept within its patience."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kinweave.solvers.running import Allowance, Cancelled, Progress, Quality


def clock(*seconds: float) -> Callable[[], float]:
    """A clock that shows these seconds, one a look."""
    return iter(seconds).__next__


def test_a_run_without_a_clock_is_never_late() -> None:
    run = Allowance(seconds=0.0, patience=0.0).start()
    assert not run.late()
    assert run.elapsed() == 0.0


def test_a_run_is_late_once_its_patience_is_used_up() -> None:
    run = Allowance(seconds=3.0, clock=clock(100.0, 105.0, 106.0, 106.5), patience=2.0).start()
    assert not run.late()
    assert not run.late()
    assert run.late()
    assert run.cut_short


def test_a_run_that_was_late_stays_cut_short() -> None:
    # The second look is past the patience; a look that showed less could not undo it.
    run = Allowance(seconds=1.0, clock=clock(0.0, 9.0, 0.1)).start()
    assert run.late()
    assert run.late()
    assert run.cut_short


def test_only_asking_whether_a_run_is_late_can_cut_it_short() -> None:
    run = Allowance(seconds=1.0, clock=clock(0.0, 9.0)).start()
    assert run.elapsed() == 9.0
    run.report(0.5, "first")
    assert not run.cut_short


def test_a_run_of_no_seconds_still_has_the_patience_of_half_a_second() -> None:
    run = Allowance(seconds=0.0, clock=clock(0.0, 1.0, 1.25)).start()
    assert not run.late()
    assert run.late()


def test_the_share_told_never_falls_and_never_passes_the_whole() -> None:
    told: list[Progress] = []
    run = Allowance(progress=told.append).start()
    for share in (0.0, 0.4, 0.2, 0.6, 1.7, 0.9):
        run.report(share, "better", share)
    assert [progress.share for progress in told] == [0.0, 0.4, 0.4, 0.6, 1.0, 1.0]
    assert [progress.objective for progress in told] == [0.0, 0.4, 0.2, 0.6, 1.7, 0.9]
    assert {progress.stage for progress in told} == {"better"}


def test_a_run_that_is_cancelled_stops_before_it_tells_anything_more() -> None:
    told: list[Progress] = []
    run = Allowance(progress=told.append, cancelled=lambda: len(told) == 2).start()
    run.report(0.1, "first")
    run.check()
    run.report(0.2, "first")
    with pytest.raises(Cancelled):
        run.report(0.3, "first")
    with pytest.raises(Cancelled):
        run.check()
    assert [progress.share for progress in told] == [0.1, 0.2]


def test_to_be_cancelled_is_not_to_be_cut_short() -> None:
    run = Allowance(cancelled=lambda: True).start()
    with pytest.raises(Cancelled):
        run.check()
    assert not run.cut_short
    assert not run.late()


@pytest.mark.parametrize(
    ("quality", "gap"),
    [
        (Quality(9.0), None),
        (Quality(9.0, 10.0), 0.1),
        (Quality(9.0, 10.0, proven=True), 0.0),
        (Quality(9.0, None, proven=True), 0.0),
        (Quality(10.0, 9.999999), 0.0),
        (Quality(0.0, 0.0), 0.0),
        (Quality(-3.0, -1.0), 0.0),
    ],
    ids=["unbounded", "below", "proven", "proven unbounded", "rounding", "nothing", "negative"],
)
def test_the_gap_is_the_share_of_the_bound_that_may_be_missing(
    quality: Quality, gap: float | None
) -> None:
    assert quality.gap == (None if gap is None else pytest.approx(gap))
