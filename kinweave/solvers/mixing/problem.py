"""What the mixing solver is given and what it gives back: frozen values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass

from kinweave.solvers.running import Quality, Reason


class ProblemError(ValueError):
    """The problem contradicts itself. ``people``: the keys of those concerned."""

    def __init__(self, message: str, *people: str) -> None:
        super().__init__(message)
        self.people = people


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at the gathering.

    ``key``: unique, and what results name them by. ``languages``: codes; none means that they
    talk with anybody (nobody asked them). ``absent``: the rounds they are not there for, the
    first round being 0: walk-ins, early leavers, a call in between. ``apart`` (never in one
    group) and ``met`` (met earlier: rather somebody new) hold keys of others and hold both ways
    whoever said so; keys of people who are not at the gathering are passed over.
    """

    key: str
    languages: frozenset[str] = frozenset()
    absent: frozenset[int] = frozenset()
    apart: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """A gathering that mixes: who, how often, in groups of which sizes.

    ``sizes``: the sizes a group may have, each 2 or more, the most liked first. As few people
    as can be sit out; then as many as can be are in groups of the more liked sizes.
    """

    participants: tuple[Participant, ...]
    rounds: int
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Some people in one round. ``members``: keys, sorted. ``languages``: all that they share,
    sorted; empty where none of them named any."""

    members: tuple[str, ...]
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One round. Everybody who is there is in one group or among ``sitting_out`` (keys, sorted)."""

    groups: tuple[Group, ...]
    sitting_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MixingPlan:
    """Groups for every round.

    ``quality.objective``: one for each pair that meets for the first time, less one for a
    second meeting of a pair, two for a third, and so on; an earlier meeting counts as a first.
    ``reasons``: ``new_pairs {pairs, possible}``, ``repeats {pairs, most}`` (``most``: how often
    the same two meet), ``sitting_out {people, fewest, most}`` and, for each language that leaves
    people without a group in every round, ``alone_in_language {languages, people}``.
    """

    rounds: tuple[Round, ...]
    quality: Quality
    seed: int
    reasons: tuple[Reason, ...] = ()
