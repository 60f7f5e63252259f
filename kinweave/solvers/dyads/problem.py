"""What the dyad solver is given and what it gives back: frozen values, no behaviour."""

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
    """Somebody who would like to talk with somebody.

    ``key``: unique, and what results name them by. ``languages``: codes; none means that they
    talk with anybody (nobody asked them). ``times``: the common starts they can make, as the bits
    of an integer of any length, 0 for none; ``None`` for any time. ``apart``: keys of people they
    would rather not meet; ``met``: ``(key, rounds ago)`` of people they have met, the last round
    being 1 round ago. Both hold both ways whoever said so, the latest meeting counts, and keys of
    people who are not there are passed over. ``last_trio``: how many rounds ago they were last in
    a trio or left over; ``None`` for never. ``absent``: the rounds they pause, the first being 0.
    """

    key: str
    languages: frozenset[str] = frozenset()
    times: int | None = None
    apart: frozenset[str] = frozenset()
    met: tuple[tuple[str, int], ...] = ()
    last_trio: int | None = None
    absent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """Everybody who takes part."""

    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people, or three where somebody would be left over.

    ``members``: keys, sorted. ``languages``: all that those who named any share, sorted; empty
    where nobody named any. ``times``: the bits that all of them can make; ``None`` for any time.
    ``reasons``: ``first_meeting {}`` (no two of them have met) or ``met_ago {rounds}`` (the latest
    that two of them did), after ``trio {}`` where they are three. ``guest``: in a trio of a
    rotation, the one who joins the other two.
    """

    members: tuple[str, ...]
    languages: tuple[str, ...]
    times: int | None
    reasons: tuple[Reason, ...]
    guest: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Somebody without a meeting in a round. ``reason``, which says nothing of ``apart``:

    ``nobody_here {}`` (nobody else takes part), ``no_times {}``, ``alone_in_language
    {languages}``, ``nobody_free {}`` (nobody who shares a language is free when they are),
    ``no_room {people}`` (so many share a language and a time, but the round has no room for it).
    """

    key: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Round:
    """Who meets in one round: everybody in one meeting, or left over, or absent (keys, sorted).

    As many people as possible meet; then there are as few trios as possible; then being in a trio
    or left over comes to those for whom it is longest ago: ``10_000 // r``, at least 1, for
    somebody for whom it was ``r`` rounds ago, sums to as little as possible; then meetings are
    fresh.
    ``quality.objective`` is how fresh: the sum, over all who meet, of the freshness of meeting the
    other, and in a trio of the mean of both. Freshness is 1 for people who have never met, and
    ``r / (r + 4) / 2`` for people who met ``r`` rounds ago, in whole millionths, rounded down: a
    first meeting counts at least twice as much as any other. ``quality.bound`` holds among rounds
    that are as good in everything before freshness.
    """

    pairs: tuple[Meeting, ...]
    trios: tuple[Meeting, ...]
    left_over: tuple[LeftOver, ...]
    absent: tuple[str, ...]
    quality: Quality
    seed: int


@dataclass(frozen=True, slots=True)
class Rotation:
    """Many rounds in which no two people meet twice before all who may meet have met once.

    That is said of pairs: who joins one as the third of a trio is a guest there, and still has a
    meeting of their own with each of the two. ``fewest``: no schedule in which all who may
    meet do so has fewer rounds. ``quality.objective`` counts the different pairs that meet;
    ``proven``: no schedule of as many rounds has more and, where the number of rounds was free,
    none has fewer rounds. The rounds' own qualities have no bound.
    """

    rounds: tuple[Round, ...]
    fewest: int
    quality: Quality
    seed: int
