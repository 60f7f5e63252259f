"""What the crew engine is given and what it gives back: frozen values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from kinweave.solvers.running import Quality, Reason

WEEK_MINUTES = 7 * 24 * 60


class ProblemError(ValueError):
    """The problem contradicts itself. ``people``: the keys of those concerned."""

    def __init__(self, message: str, *people: str) -> None:
        super().__init__(message)
        self.people = people


class Hosting(Enum):
    """Whether somebody would hold meetings."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Hours:
    """A week of somebody's wall clock: when they are free, and when if need be.

    Both are half-open ranges ``(start, end)`` in minutes since Monday 00:00, with
    ``0 <= start < end <= 10080``; a range over Sunday midnight is two ranges. They may touch and
    overlap; where both cover a minute, ``free`` holds.
    """

    free: tuple[tuple[int, int], ...] = ()
    if_need_be: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who would like a crew.

    ``key``: unique, and what results name them by (an e-mail address in the command). ``zone``:
    an IANA name. ``languages``: codes; no code, no crew. ``interests`` and ``intention``: words
    as they should be compared. ``wishes`` ("with"), ``apart`` ("not with"), ``met``: keys of
    others; ``apart`` and ``met`` hold both ways whoever said so. ``call``: the name of the call
    they want to join, or that they themselves made (then :class:`Call` names them).
    """

    key: str
    zone: str
    hours: Hours
    languages: frozenset[str]
    interests: frozenset[str] = frozenset()
    intention: frozenset[str] = frozenset()
    host: Hosting = Hosting.NO
    wishes: frozenset[str] = frozenset()
    apart: frozenset[str] = field(default=frozenset(), repr=False)
    met: frozenset[str] = frozenset()
    call: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """An invitation by ``caller`` (a key). A crew with the caller in it is this call's crew.

    ``smallest`` and ``largest`` replace the season's sizes for it; ``None`` keeps them.
    """

    name: str
    caller: str
    smallest: int | None = None
    largest: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """When and how crews meet.

    The first meeting of a crew lies within the seven days that begin once it is ``start``
    everywhere; the others follow every ``every_weeks`` weeks at the same wall clock in the crew's
    zone, ``meetings`` in all, ``length_minutes`` each (a multiple of 15).
    """

    start: date
    meetings: int = 6
    every_weeks: int = 2
    length_minutes: int = 90
    smallest: int = 3
    target: int = 5
    largest: int = 6


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each good thing counts; only their proportions matter.

    ``time``: how many weekly times the crew has in common (if-need-be hours count half).
    ``interests``: shared interests and intentions, over all pairs. ``fresh``: pairs who have not
    met. ``wishes``: "with" and the call somebody wants to join. ``host``: somebody would host.
    ``size``: near the target. ``places``: pairs from different zones.
    """

    time: float = 0.20
    interests: float = 0.20
    fresh: float = 0.15
    wishes: float = 0.10
    host: float = 0.10
    size: float = 0.20
    places: float = 0.05


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the engine is told."""

    people: tuple[Person, ...]
    season: Season
    calls: tuple[Call, ...] = ()
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class Series:
    """A run of meetings: the same wall clock in ``zone`` at each of ``starts`` (UTC instants)."""

    zone: str
    starts: tuple[datetime, ...]
    length_minutes: int


@dataclass(frozen=True, slots=True)
class CommonTime:
    """A series that works for a whole crew; ``if_need_be``: the keys for whom some of its hours
    are "if need be" at one of its dates at least."""

    series: Series
    if_need_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crew:
    """A proposed crew.

    ``members``: keys, sorted. ``languages``: all that they share, the proposed one first.
    ``times``: one per start of the week that works, the proposed one first, then through the
    week. ``hosts``: those who would host, the willing before the maybe. ``score``: 0 to 1, a
    member's share (see :class:`Weights`); ``parts``: the same, thing by thing, each 0 to 1,
    before weighting. ``call``: the call it belongs to. ``reasons``: why it is a good crew.
    """

    members: tuple[str, ...]
    languages: tuple[str, ...]
    times: tuple[CommonTime, ...]
    hosts: tuple[str, ...]
    score: float
    parts: dict[str, float]
    call: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody without a crew: why, and what would help. Says nothing of ``apart``."""

    key: str
    reason: Reason
    would_help: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What the engine proposes. ``quality.objective`` is the sum of score times size."""

    crews: tuple[Crew, ...]
    unplaced: tuple[Unplaced, ...]
    quality: Quality
    weights: Weights
    seed: int
    notes: tuple[Reason, ...] = field(default=())
