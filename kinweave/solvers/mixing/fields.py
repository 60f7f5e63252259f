"""Finite fields, as tables of sums and products."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Field:
    """GF(q): its elements are 0 … q-1, 0 and 1 being its zero and one.

    ``plus`` and ``times``: (q, q). ``powers``: (q - 1,) those of a generator, from 1 on.
    """

    plus: _Ints
    times: _Ints
    powers: _Ints


def prime_power(q: int) -> tuple[int, int] | None:
    """``(p, e)`` with ``q == p ** e`` and ``p`` prime, if there are such."""
    p = next((p for p in range(2, q + 1) if q % p == 0), 0)
    e = 1
    while p and p**e < q:
        e += 1
    return (p, e) if p and p**e == q else None


@lru_cache(maxsize=64)
def field(q: int) -> Field:
    """The field of order ``q``, a prime power; raises :class:`ValueError` for any other.

    An element is the number whose digits to the base p are the coefficients of a polynomial,
    computed modulo the first monic polynomial of degree e for which all powers of some element
    differ: then every element but 0 has an inverse.
    """
    found = prime_power(q)
    if not found:
        raise ValueError(f"{q} is no power of a prime")
    p, e = found
    digits = np.array([[n // p**i % p for i in range(e)] for n in range(q)])
    weights = p ** np.arange(e)
    plus = (digits[:, None] + digits[None]) % p @ weights
    for low in product(range(p), repeat=e):
        times = _products(digits, np.array(low), p) @ weights
        for generator in range(1, q):
            powers = [1]
            while len(powers) < q - 1:
                powers.append(int(times[powers[-1], generator]))
            if set(powers) == set(range(1, q)):
                return Field(plus, times, np.array(powers))
    raise AssertionError("there is a field of every prime power order")  # pragma: no cover


def _products(digits: _Ints, low: _Ints, p: int) -> _Ints:
    """The products of all pairs of polynomials, modulo x^e + low[e-1] x^(e-1) + … + low[0]."""
    q, e = digits.shape
    result = np.zeros((q, q, e), np.int64)
    shifted = digits.copy()
    for i in range(e):
        result += digits[:, i, None, None] * shifted[None]
        top = shifted[:, -1:].copy()
        shifted = (np.hstack([np.zeros((q, 1), np.int64), shifted[:, :-1]]) - top * low) % p
    return result % p
