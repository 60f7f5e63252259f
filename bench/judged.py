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

from kinweave.solvers.retrieval import Book
from kinweave.solvers.retrieval.judging import Meaning, Signs

FOLDS, TIMES = 10, 5
RIDGE = 10.0
"""The square's weight, for signs of variance 1."""
STEPS = 30
DOUBT = log(2)
"""An answer has to be twice as likely as none: logit."""

Floats = NDArray[np.float64]
Seen = tuple[Signs, Meaning | None]


def held_out(seen: Sequence[Seen | None], there: Sequence[bool]) -> list[bool]:
    """Whether each question is answered, judged by the mean of weights fitted on other questions.

    ``there``: whether the book answers it. A question of nothing is not."""
    known = [at for at, one in enumerate(seen) if one is not None]
    rows = _rows([one for one in seen if one is not None])
    truth = np.array([there[at] for at in known], dtype=np.float64)
    figures = np.zeros(len(known))
    for seed in range(TIMES):
        order = np.random.default_rng(seed).permutation(len(known))
        for fold in range(FOLDS):
            out = order[fold::FOLDS]
            others = np.setdiff1d(order, out)
            always, weights = fitted(rows[others], truth[others])
            figures[out] += always + rows[out] @ weights
    answered = dict(zip(known, figures > 0, strict=True))
    return [bool(answered.get(at, False)) for at in range(len(seen))]


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
    return float(found[0] - mean @ weights) - DOUBT, weights


def _rows(seen: Sequence[Seen]) -> Floats:
    return np.array([astuple(signs) + (astuple(more) if more else ()) for signs, more in seen])


def _print(book: Book, name: str) -> None:
    from bench.asking import FITTED, questions

    asked = [(book.signs(one.question), bool(one.pages)) for one in questions(FITTED)]
    some = [(seen, there) for seen, there in asked if seen is not None]
    always, weights = fitted(
        _rows([seen for seen, _ in some]), np.array([there for _, there in some], dtype=np.float64)
    )
    print(f"{name}: always {always:.2f}")
    for sign, weight in zip([*fields(Signs), *fields(Meaning)], weights, strict=False):
        print(f"  {sign.name}={weight:.1f}")


if __name__ == "__main__":
    from bench.asking import made_ready

    for meaning in (False, True):
        _print(made_ready(Path(sys.argv[1]), meaning), "words and meaning" if meaning else "words")
