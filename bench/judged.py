"""Fits the weights by which a book judges whether it holds an answer, and asks those left out.

A logistic regression by Newton's method, its weights held small by a square (Hoerl and Kennard,
"Ridge Regression", 1970). ``python -m bench.judged FOLDER`` prints weights for
``kinweave/solvers/retrieval/judging.py``; the table of asking tells how well questions fare whose
fold the weights were not fitted on.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import astuple, fields
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.retrieval.judging import Meaning, Signs, Wording

FOLDS, TIMES = 10, 5
RIDGE = 10.0
"""The square's weight, for signs of variance 1."""
STEPS = 30
DOUBT = log(2.5)
"""An answer has to be so many times as likely as none: logit."""

Floats = NDArray[np.float64]
Seen = tuple[Signs, Wording | Meaning]


def held_out(
    seen: Sequence[Seen | None],
    there: Sequence[bool],
    beside: tuple[Sequence[Seen | None], Sequence[bool]] = ((), ()),
) -> list[bool]:
    """Whether each question is answered, judged by the mean of weights fitted on other questions.

    ``there``: whether the book answers it. A question of nothing is not. ``beside``: the same of
    another book, all of which are among the others."""
    rows, truth, known = _known(seen, there)
    more, truths, _ = _known(*beside)
    figures = np.zeros(len(known))
    for seed in range(TIMES):
        order = np.random.default_rng(seed).permutation(len(known))
        for fold in range(FOLDS):
            out = order[fold::FOLDS]
            others = np.setdiff1d(order, out)
            always, weights = fitted(
                np.vstack([rows[others], more]) if len(more) else rows[others],
                np.concatenate([truth[others], truths]),
            )
            figures[out] += always + rows[out] @ weights
    return _answered(figures / TIMES, known, seen)


def across(
    fitted_on: tuple[Sequence[Seen | None], Sequence[bool]], seen: Sequence[Seen | None]
) -> list[bool]:
    """The same of another book's questions, by weights of ``fitted_on`` alone."""
    rows, truth, _ = _known(*fitted_on)
    always, weights = fitted(rows, truth)
    others, _, known = _known(seen, [False] * len(seen))
    return _answered(always + others @ weights, known, seen)


def fitted(rows: Floats, truth: Floats) -> tuple[float, Floats]:
    """What is always added, and the weight of each sign."""
    mean, wide = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    every = np.column_stack([np.ones(len(rows)), (rows - mean) / wide])
    small = RIDGE * np.eye(every.shape[1])
    small[0, 0] = 0.0
    found = np.zeros(every.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-every @ found))
        slope = every.T @ (truth - likely) - small @ found
        bend = (every.T * (likely * (1 - likely))) @ every + small
        found += np.linalg.solve(bend, slope)
    weights = found[1:] / wide
    return float(found[0] - mean @ weights), weights


def _known(seen: Sequence[Seen | None], there: Sequence[bool]) -> tuple[Floats, Floats, list[int]]:
    """The signs of those questions that have some, whether they are answered, and their numbers."""
    known = [at for at, one in enumerate(seen) if one is not None]
    rows = [astuple(one[0]) + astuple(one[1]) for one in seen if one is not None]
    return np.array(rows), np.array([there[at] for at in known], dtype=np.float64), known


def _answered(figures: Floats, known: Sequence[int], seen: Sequence[Seen | None]) -> list[bool]:
    answered = dict(zip(known, figures > DOUBT, strict=True))
    return [bool(answered.get(at, False)) for at in range(len(seen))]


def _print(seen: Sequence[Seen | None], there: Sequence[bool]) -> None:
    rows, truth, _ = _known(seen, there)
    always, weights = fitted(rows, truth)
    kind = next(type(one[1]) for one in seen if one is not None)
    print(f"{kind.__name__}: always {always - DOUBT:.2f}")
    for sign, weight in zip([*fields(Signs), *fields(kind)], weights, strict=True):
        print(f"  {sign.name}={weight:.2f}")


if __name__ == "__main__":
    from bench.asking import FITTED, HOUSE, HOUSE_FITTED, made_ready, questions

    for meaning in (False, True):
        seen: list[Seen | None] = []
        there: list[bool] = []
        for folder, file in ((Path(sys.argv[1]), FITTED), (HOUSE, HOUSE_FITTED)):
            book = made_ready(folder, meaning)
            seen += [book.signs(one.question) for one in questions(file)]
            there += [bool(one.pages) for one in questions(file)]
        _print(seen, there)
