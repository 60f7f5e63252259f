"""A question and a passage are read word by word."""

from __future__ import annotations

import numpy as np

from kinweave.solvers.retrieval.index import Index, Term
from kinweave.solvers.retrieval.matching import OTHERWISE, UNASKED, asking, nearest, said
from kinweave.solvers.retrieval.problem import Vectors
from tests.solvers.retrieval.book import garden

HERE = {"who": 0.5, "feeds": 0.65, "hens": 0.2}


def _rows(*angles: float) -> Vectors:
    return np.array([[np.cos(one), np.sin(one)] for one in angles], dtype=np.float32)


def _terms(question: str) -> list[Term]:
    return Index(garden()).terms(question)


def test_each_word_finds_the_one_that_means_most_nearly_the_same() -> None:
    near = nearest((("Käse", "why"), _rows(0.0, 1.0)), (("a", "b"), _rows(0.1, 3.0)))
    assert list(near) == ["kase", "why"]
    assert abs(near["kase"] - np.cos(0.1)) < 1e-6
    assert abs(near["why"] - np.cos(0.9)) < 1e-6


def test_of_nothing_nothing_is_near() -> None:
    nothing = np.zeros((0, 2), dtype=np.float32)
    assert nearest(((), nothing), (("a",), _rows(1.0))) == {}
    assert nearest((("a",), _rows(1.0)), ((), nothing)) == {}


def test_what_asks_is_the_word_that_asks() -> None:
    assert asking(HERE) == 0.5
    assert asking({"feeding": 0.9}) == UNASKED


def test_a_word_is_said_by_itself_or_by_one_that_means_the_same() -> None:
    sought = _terms("Who feeds hens?")
    halves = [0.5, 0.5]
    assert len(sought) == 2
    assert said(HERE, sought, [0.0, 0.0], halves) == 0.5, "feeds, in other words"
    assert said(HERE, sought, [0.0, 1.0], halves) == 1.0, "and hens, in its own"
    unread = said({}, sought, [0.0, 0.0], halves)
    assert said(dict.fromkeys(["feeds", "hens"], OTHERWISE), sought, [0.0, 0.0], halves) == unread
