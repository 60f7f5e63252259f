"""Whose case is next. Pure: no clock, no database, no chance but a seed.

Whoever has had the fewest turns; among these, whoever has waited longest, since their last turn or,
who has had none, since they brought something; among these, by lot. The lot is drawn from a seed
and the people alone, so that asking again, or in another order, gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who would like a turn. ``turns``: how many they have had; ``since``: since when they
    have waited."""

    person: int
    turns: int
    since: datetime


def in_turn(waiting: Iterable[Waiting], *, seed: str) -> list[Waiting]:
    """All of them, whoever is next first."""
    return sorted(waiting, key=lambda one: (one.turns, one.since, _lot(seed, one.person)))


def _lot(seed: str, person: int) -> bytes:
    return sha256(f"{seed}:{person}".encode()).digest()
