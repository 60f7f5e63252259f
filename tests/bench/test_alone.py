"""Work in a process of its own, where nothing that goes wrong is lost or hurts the others."""

from __future__ import annotations

import os
import signal
from math import sqrt

from bench.alone import Failed, alone, both, each, failures, known, peak_memory


def test_the_result_comes_back() -> None:
    assert alone(sqrt, 16, patience=60) == 4


def test_it_is_another_process() -> None:
    assert alone(os.getpid, patience=60) != os.getpid()


def test_an_error_is_told_in_its_words() -> None:
    assert alone(sqrt, -1, patience=60) == Failed("ValueError: math domain error")


def test_a_process_that_dies_says_with_what() -> None:
    assert alone(os._exit, 3, patience=60) == Failed("the process ended with 3")


def test_work_without_an_end_is_ended() -> None:
    assert alone(signal.pause, patience=0) == Failed("ended after 0 s")


def test_memory_is_in_bytes() -> None:
    peak = alone(peak_memory, patience=60)
    assert not isinstance(peak, Failed)
    assert 1e7 < peak < 1e10


def test_what_failed_stays_failed_and_says_why_once() -> None:
    late = Failed("late")
    assert each([4, late], sqrt) == [2, late]
    assert both(1, late, max) == both(late, 2, max) == late
    assert both(1, 2, max) == 2
    assert known([1, late, 2]) == [1, 2]
    assert failures(late, 1, Failed("gone"), late) == "gone; late"
