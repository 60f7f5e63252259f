"""Weights are fitted on some questions, and asked of others."""

from __future__ import annotations

import numpy as np

from bench.judged import Seen, across, fitted, held_out
from kinweave.solvers.retrieval.judging import Meaning, Signs


def _seen(count: int, tells: bool) -> tuple[list[Seen | None], list[bool]]:
    draw = np.random.default_rng(7)
    there = [bool(one) for one in draw.integers(0, 2, count)]
    noise = draw.normal(size=(count, 10))
    if tells:
        noise[:, 0] += [4.0 * one for one in there]
    rows = [[*map(float, row)] for row in noise]
    return [(Signs(*row[:6]), Meaning(*row[6:])) for row in rows], there


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


def test_without_a_sign_it_is_as_likely_as_there_are_more_with_an_answer_than_without() -> None:
    always, _ = fitted(np.zeros((30, 1)), np.array([1.0] * 20 + [0.0] * 10))
    assert abs(always - np.log(2)) < 1e-6


def test_what_one_book_tells_is_known_of_another() -> None:
    seen, there = _seen(200, tells=True)
    others, truth = seen[:80], there[:80]
    told = across((seen[80:], there[80:]), [*others, None])
    assert told[-1] is False
    assert np.mean([one == other for one, other in zip(told[:-1], truth, strict=True)]) > 0.85
    assert held_out(others, truth, (seen[80:], there[80:])) != held_out(others, truth)
