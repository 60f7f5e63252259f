"""What peers are told: an instance without our types, its hours turned into series of meetings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """``east``: how many minutes the clock is ahead of UTC as the season begins. ``words``:
    interests and intention. ``host``: 0 no, 1 maybe, 2 yes. ``wishes``, ``apart``, ``met``: rows
    of others, the latter two both ways. ``suits``: numbers of the series they can come to."""

    key: str
    zone: str
    east: int
    languages: tuple[str, ...]
    words: frozenset[str]
    host: int
    wishes: frozenset[int]
    apart: frozenset[int]
    met: frozenset[int]
    suits: frozenset[int]


@dataclass(frozen=True, slots=True)
class Told:
    """``starts``: for each series its first meeting, in quarter hours since 1970 (UTC), in order.
    ``anchors``: for each series the zones whose clock it keeps to; a member must live in one.
    ``weights``: of the parts of our score, together 1."""

    people: tuple[Person, ...]
    starts: tuple[int, ...]
    anchors: tuple[frozenset[str], ...]
    smallest: int
    target: int
    largest: int
    weights: dict[str, float]
