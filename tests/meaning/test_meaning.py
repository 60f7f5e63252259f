"""What sentences mean, on this machine."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from kinweave.meaning import embedder
from kinweave.meaning.bert import _gelu
from kinweave.meaning.local import SIZE
from kinweave.meaning.wordpiece import END, START, UNKNOWN, WordPieces, words

pytestmark = pytest.mark.once
needs_model = pytest.mark.skipif(embedder() is None, reason="the meaning extra is not installed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, World!", ["hello", ",", "world", "!"]),
        ("Réunion\u00a0à  midi", ["reunion", "a", "midi"]),
        ("€5 per_cent", ["€5", "per", "_", "cent"]),
        ("会議", ["会", "議"]),
        ("a\x00b\ufffdc", ["abc"]),
    ],
)
def test_text_is_cut_at_spaces_and_signs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_are_cut_into_the_longest_known_pieces() -> None:
    pieces = WordPieces()
    # As the model's own tokenizer has it.
    assert pieces.numbers("microsolidarity crews", most=20) == [
        START, 12702, 19454, 8524, 15780, 10604, END
    ]  # fmt: skip
    assert pieces.numbers("a" * 101, most=20) == [START, UNKNOWN, END]
    assert len(pieces.numbers("word " * 500, most=32)) == 32


def test_the_curve_is_that_of_the_normal_distribution() -> None:
    from math import erf, sqrt

    at = np.linspace(-6, 6, 500, dtype=np.float32)
    exact = np.array([x * 0.5 * (1 + erf(x / sqrt(2))) for x in at])
    assert np.abs(_gelu(at) - exact).max() < 2e-6


@needs_model
def test_alike_in_meaning_is_near() -> None:
    model = embedder()
    assert model is not None
    vectors = model.embed(["stillness", "silence", "bread", "price", "cost"])
    assert vectors.shape == (5, SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    near = vectors @ vectors.T
    assert near[0, 1] > 0.5 > near[0, 2]
    assert near[3, 4] > 0.6 > near[3, 0]


@needs_model
def test_company_changes_no_vector_and_nothing_is_nothing() -> None:
    model = embedder()
    assert model is not None
    texts = ["Who hosts?", "How long does a case clinic take, with everybody in one round?", "Tea"]
    together = model.embed(texts)
    for text, vector in zip(texts, together, strict=True):
        assert np.abs(model.embed([text])[0] - vector).max() < 1e-5
    assert model.embed([]).shape == (0, SIZE)
    assert not any(np.allclose(one, two) for one, two in pairwise(together))
    assert json.dumps(together[0].tolist())


@needs_model
def test_each_word_is_meant_as_its_text_means_it() -> None:
    model = embedder()
    assert model is not None
    texts = ["the bank of the river", "the bank lends money", "bank", "unbankably long", ""]
    (said, river), (_, money), (_, lonely), (pieces, long), (nothing, none) = model.words(texts)
    assert said == ("the", "bank", "of", "the", "river")
    assert pieces == ("unbankably", "long"), "a word of many pieces is one"
    assert long.shape == (2, SIZE)
    assert nothing == ()
    assert none.shape == (0, SIZE)
    assert river.shape == (5, SIZE)
    assert np.allclose(np.linalg.norm(money, axis=1), 1, atol=1e-5)
    assert float(river[1] @ money[1]) < 0.9
    assert lonely.shape == (1, SIZE)
