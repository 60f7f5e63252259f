"""Weights are fitted on some questions, and asked of others."""

from __future__ import annotations

import numpy as np

from bench.judged import DOUBT, Seen, fitted, held_out
from kinweave.solvers.retrieval.judging import Signs


def _seen(count: int, tells: bool) -> tuple[list[Seen | None], list[bool]]:
    draw = np.random.default_rng(7)
    there = [bool(one) for one in draw.integers(0, 2, count)]
    noise = draw.normal(size=(count, 8))
    if tells:
        noise[:, 0] += [4.0 * one for one in there]
    return [(Signs(*map(float, row)), None) for row in noise], there


def test_a_sign_that_tells_is_found() -> None:
    seen, there = _seen(200, tells=True)
    told = held_out(seen, there)
    assert np.mean([one == other for one, other in zip(told, there, strict=True)]) > 0.9


def test_signs_that_tell_nothing_answer_nothing_that_was_left_out() -> None:
    told = held_out(*_seen(200, tells=False))
    assert np.mean(told) < 0.2


def test_a_question_of_nothing_is_not_answered() -> None:
    seen, there = _seen(50, tells=True)
    assert held_out([*seen, None], [*there, True])[-1] is False


def test_without_a_sign_it_takes_twice_as_many_with_an_answer_as_without() -> None:
    always, _ = fitted(np.zeros((30, 1)), np.array([1.0] * 20 + [0.0] * 10))
    assert abs(always + DOUBT - np.log(2)) < 1e-6
