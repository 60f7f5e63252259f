"""BERT's encoder (Devlin and others, 2019), written out: six layers of attention and two products.

Done here rather than by onnxruntime, which keeps the whole model as 32-bit numbers, three quarters
of them words that nobody asks for: 190 MB in each web worker, where this takes a third of that, at
the same speed for one question. Texts of different lengths stand one after the other; each looks at
itself alone, so nothing is padded, and nothing has to be masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kinweave.meaning.weights import Array, arrays

Floats: TypeAlias = NDArray[np.float32]
HEADS = 12
ROWS = 64
"""Rows of a text's widest states that are worked on at a time."""
NARROW = np.float32(1e-12)
"""Added to a variance, as the model was trained."""
_LAYER = "inner.encoder.layer.{}."
_NAMES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""Of a layer's products, in the order in which the file has them."""


@dataclass(frozen=True, slots=True)
class _Product:
    weight: Floats
    bias: Floats

    def __call__(self, states: Floats) -> Floats:
        product: Floats = states @ self.weight
        product += self.bias
        return product


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Floats
    bias: Floats

    def __call__(self, states: Floats) -> Floats:
        states = states - states.mean(axis=1, keepdims=True)
        wide = np.sqrt(np.square(states).mean(axis=1, keepdims=True) + NARROW)
        norm: Floats = states / wide * self.weight + self.bias
        return norm


@dataclass(frozen=True, slots=True)
class _Layer:
    query: _Product
    key: _Product
    value: _Product
    output: _Product
    wide: _Product
    narrow: _Product
    attended: _Norm
    done: _Norm


class Encoder:
    """Reads the model from a file; :meth:`states` then knows nothing of files."""

    def __init__(self, path: Path) -> None:
        known = arrays(path)
        word = "inner.embeddings."
        # Few of these rows are ever looked at: they stay eight bits, on the disk.
        self._words = known[word + "word_embeddings.weight_q"]
        self._word_scale = known[word + "word_embeddings.weight_scale"]
        places = known[word + "position_embeddings.weight_q"].astype(np.float32)
        self._places = places * known[word + "position_embeddings.weight_scale"]
        self._places += known[word + "token_type_embeddings.weight"][0]
        self._norm = _norm(known, word + "LayerNorm")
        products = [name for name in known if name.startswith("val_") and name.endswith("_q")]
        self._layers = [
            _layer(known, number, products[at : at + len(_NAMES)])
            for number, at in enumerate(range(0, len(products), len(_NAMES)))
        ]

    def states(self, texts: Sequence[Sequence[int]]) -> list[Floats]:
        """For each text, given as pieces, one row a piece."""
        pieces = np.array([piece for text in texts for piece in text])
        places = np.concatenate([np.arange(len(text)) for text in texts])
        states = self._words[pieces].astype(np.float32) * self._word_scale[pieces]
        states = self._norm(states + self._places[places])
        ends = np.cumsum([len(text) for text in texts])[:-1]
        for layer in self._layers:
            asked = zip(
                *(np.split(each(states), ends) for each in (layer.query, layer.key, layer.value)),
                strict=True,
            )
            looked = np.concatenate([_attention(*one) for one in asked])
            states = layer.attended(layer.output(looked) + states)
            states = layer.done(layer.narrow(_gelu(layer.wide(states))) + states)
        return np.split(states, ends)


def _layer(known: dict[str, Array], number: int, names: Sequence[str]) -> _Layer:
    start = _LAYER.format(number)
    query, key, value, output, wide, narrow = (
        _Product(
            known[name].astype(np.float32) * known[name.removesuffix("_q") + "_scale"],
            known[f"{start}{part}.bias"],
        )
        for name, part in zip(names, _NAMES, strict=True)
    )
    attended = _norm(known, start + "attention.output.LayerNorm")
    done = _norm(known, start + "output.LayerNorm")
    return _Layer(query, key, value, output, wide, narrow, attended, done)


def _norm(known: dict[str, Array], name: str) -> _Norm:
    return _Norm(known[name + ".weight"], known[name + ".bias"])


def _attention(query: Floats, key: Floats, value: Floats) -> Floats:
    length, size = query.shape
    query, key, value = (
        each.reshape(length, HEADS, size // HEADS).transpose(1, 0, 2)
        for each in (query, key, value)
    )
    near = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(size // HEADS))
    near = np.exp(near - near.max(axis=2, keepdims=True))
    near /= near.sum(axis=2, keepdims=True)
    seen: Floats = (near @ value).transpose(1, 0, 2).reshape(length, size)
    return seen


def _gelu(states: Floats) -> Floats:
    """x Φ(x). Φ by Abramowitz and Stegun, 7.1.26: wrong by less than two in ten million.

    Some rows at a time, which a processor holds near it: a quarter of the time of a run goes here.
    """
    gelu = np.empty_like(states)
    for at in range(0, len(states), ROWS):
        gelu[at : at + ROWS] = _some_gelu(states[at : at + ROWS])
    return gelu


def _some_gelu(states: Floats) -> Floats:
    far = np.abs(states)
    far *= np.float32(0.7071067811865476)
    t = far * np.float32(0.3275911)
    t += 1
    np.reciprocal(t, out=t)
    tail = t * np.float32(1.061405429)
    for part in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(part)
        tail *= t
    tail *= np.exp(-np.square(far))
    np.abs(states, out=t)
    t *= np.float32(0.5)
    t *= tail
    gelu: Floats = np.maximum(states, 0) - t
    return gelu
