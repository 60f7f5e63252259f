"""A problem as arrays: what the search works on. People are rows, sorted by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.problem import Hosting, Person, Problem, ProblemError
from kinweave.solvers.slots import Week, open_week, start_masks
from kinweave.solvers.slots.week import Words

# A crew this large is never proposed: the arrays of the search have this many places.
MOST = 16
# Languages of one person are kept in one 64-bit word; the rarest of more than 64 are left out.
_LANGUAGES = 64
# To join somebody's call counts as much as this many wishes to be with somebody.
CALL_WISHES = 3.0
_HOSTING = {Hosting.NO: 0.0, Hosting.MAYBE: 0.5, Hosting.YES: 1.0}
MET, APART = 1, 2
PARTS = ("time", "interests", "fresh", "wishes", "host", "size", "places")


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything about people that scoring needs, as arrays (N people, W words, Z zones).

    ``possible``, ``free`` (N × W): start masks. ``zone`` (N), ``anchors`` (Z × W), ``word_base``
    (W): see :class:`~kinweave.solvers.slots.Week`. ``languages`` (N): a bit each. ``words``
    (N × any): a bit for each interest and each intention word that two people share. ``host`` (N):
    0, ½, 1. ``content`` (N): 1 for somebody without a wish. ``call`` (N): the call somebody holds,
    or -1. ``begins`` (N + 1), ``other``, ``flags``, ``wish``: for each person, sorted, those they
    are related to; :data:`MET` and :data:`APART`; how much of both people's wishes being together
    fulfils. ``related`` (N): a Bloom filter of ``other``, so that most pairs need no look-up.
    ``bounds`` (calls + 1 × 3): smallest, target, largest size, the season's last. ``weights`` (7):
    in the order of :data:`PARTS`; they sum to 1.
    """

    problem: Problem
    week: Week
    people: tuple[Person, ...]
    possible: Words
    free: Words
    zone: NDArray[np.int32]
    anchors: Words
    word_base: NDArray[np.int64]
    languages: NDArray[np.uint64]
    words: Words
    host: NDArray[np.float64]
    content: NDArray[np.float64]
    call: NDArray[np.int32]
    begins: NDArray[np.int64]
    other: NDArray[np.int32]
    flags: NDArray[np.uint8]
    wish: NDArray[np.float32]
    related: NDArray[np.uint64]
    bounds: NDArray[np.int64]
    weights: NDArray[np.float64]

    @property
    def of_pairs(self) -> tuple[NDArray[np.generic], ...]:
        """What tells two people's relation, in the order that compiled functions expect."""
        return (self.words, self.call, self.related, self.begins, self.other, self.flags, self.wish)


def tabulate(problem: Problem) -> Tables:
    """The arrays of a problem.

    Raises :class:`ProblemError` for what contradicts itself: two people with one key, sizes that
    hold nobody, a call without its caller.
    """
    people = tuple(sorted(problem.people, key=lambda person: person.key))
    index = {person.key: row for row, person in enumerate(people)}
    _refuse_contradictions(problem, people, index)
    week = open_week(problem.season, (person.zone for person in people))
    masks = start_masks(week, [(person.zone, person.hours) for person in people])
    holders = {call.caller: number for number, call in enumerate(problem.calls)}
    call_of = {call.name: index[call.caller] for call in problem.calls}
    begins, other, flags, wish, content = _relations(people, index, call_of)
    return Tables(
        problem, week, people, masks.possible, masks.free,
        zone=np.array([week.zone_index(person.zone) for person in people], dtype=np.int32),
        anchors=week.anchors,
        word_base=week.word_base,
        languages=_bits((person.languages for person in people), shared_by=1)[:, 0],
        words=_topics(people),
        host=np.array([_HOSTING[person.host] for person in people]),
        content=content,
        call=np.array([holders.get(person.key, -1) for person in people], dtype=np.int32),
        begins=begins, other=other, flags=flags, wish=wish, related=_signatures(begins, other),
        bounds=_sizes(problem),
        weights=_normalised(problem),
    )  # fmt: skip


def _refuse_contradictions(
    problem: Problem, people: tuple[Person, ...], index: dict[str, int]
) -> None:
    for before, after in pairwise(people):
        if before.key == after.key:
            raise ProblemError(f"Two people have the key {after.key!r}.", after.key)
    season = problem.season
    if not 2 <= season.smallest <= season.largest <= MOST:
        raise ProblemError(f"Crew sizes must rise from at least 2 to at most {MOST}.")
    if season.meetings < 1 or season.every_weeks < 1 or not 15 <= season.length_minutes <= 1440:
        raise ProblemError("A season needs a meeting, a week between, and 15 minutes to 24 hours.")
    for call in problem.calls:
        if call.caller not in index:
            raise ProblemError(f"Nobody with the key {call.caller!r} holds the call {call.name!r}.")
        if not 1 <= (call.smallest or 1) <= (call.largest or MOST) <= MOST:
            raise ProblemError(f"The sizes of the call {call.name!r} hold nobody.", call.caller)


def _bits(sets: Iterable[frozenset[str]], shared_by: int) -> Words:
    """A row of bits per set; what fewer than ``shared_by`` sets hold has none."""
    rows = list(sets)
    counted = Counter(item for row in rows for item in row)
    kept = sorted((item for item, n in counted.items() if n >= shared_by),
                  key=lambda item: (-counted[item], item))  # fmt: skip
    if shared_by == 1:
        kept = kept[:_LANGUAGES]
    place = {item: number for number, item in enumerate(kept)}
    masks = np.zeros((len(rows), max(1, (len(kept) + 63) // 64)), dtype=np.uint64)
    masks_of: dict[frozenset[str], Words] = {}
    for number, row in enumerate(rows):
        if row not in masks_of:
            mask = masks_of[row] = np.zeros(masks.shape[1], dtype=np.uint64)
            for item in row:
                if item in place:
                    mask[place[item] // 64] |= np.uint64(1 << (place[item] % 64))
        masks[number] = masks_of[row]
    return masks


def _topics(people: tuple[Person, ...]) -> Words:
    """Interests and intention words side by side: only what two people share can count."""
    interests = _bits((person.interests for person in people), shared_by=2)
    intention = _bits((person.intention for person in people), shared_by=2)
    return np.ascontiguousarray(np.concatenate([interests, intention], axis=1))


def _relations(
    people: tuple[Person, ...], index: dict[str, int], call_of: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8], NDArray[np.float32],
           NDArray[np.float64]]:  # fmt: skip
    """Who is related to whom, both ways whoever said so, and who has no wish."""
    said: list[tuple[int, int, int, float]] = []
    content = np.ones(len(people))
    for row, person in enumerate(people):
        for flag, keys in ((MET, person.met), (APART, person.apart)):
            said += [(row, index[key], flag, 0.0) for key in keys if index.get(key, row) != row]
        wanted = {index[key]: 1.0 for key in person.wishes if index.get(key, row) != row}
        caller = call_of.get(person.call or "", row)
        if caller != row:
            wanted[caller] = wanted.get(caller, 0.0) + CALL_WISHES
        if wanted:
            content[row] = 0.0
            total = sum(wanted.values())
            said += [(row, other, 0, weight / total) for other, weight in wanted.items()]
    one, two, meaning, share = np.array(said).reshape(-1, 4).T
    rows, others = np.concatenate([[one, two], [two, one]], axis=1).astype(np.int64)
    order = np.lexsort((others, rows))
    pairs, begin = np.unique(rows[order] * len(people) + others[order], return_index=True)
    flags = np.concatenate([meaning, meaning]).astype(np.uint8)[order]
    shares = np.concatenate([share, share])[order]
    return (
        np.searchsorted(pairs, np.arange(len(people) + 1) * len(people)),
        (pairs % len(people)).astype(np.int32),
        np.bitwise_or.reduceat(flags, begin) if said else flags,
        np.add.reduceat(shares, begin).astype(np.float32) if said else shares.astype(np.float32),
        content,
    )


def _signatures(begins: NDArray[np.int64], other: NDArray[np.int32]) -> NDArray[np.uint64]:
    """A word per person that rules most others out: bit ``other % 64`` for each relation."""
    words = np.zeros(len(begins) - 1, dtype=np.uint64)
    rows = np.repeat(np.arange(len(words)), np.diff(begins))
    np.bitwise_or.at(words, rows, np.uint64(1) << (other.astype(np.uint64) % np.uint64(64)))
    return words


def _sizes(problem: Problem) -> NDArray[np.int64]:
    """Smallest, target and largest size of each call's crew, and last of any other."""
    season = problem.season
    sizes = [(season.smallest, season.largest)]
    for call in reversed(problem.calls):
        sizes.append((call.smallest or season.smallest, call.largest or season.largest))
    rows = [(low, min(max(season.target, low), high), high) for low, high in sizes]
    return np.array(rows[::-1], dtype=np.int64)


def _normalised(problem: Problem) -> NDArray[np.float64]:
    weights = np.array([float(getattr(problem.weights, part)) for part in PARTS])
    if (weights < 0).any() or not weights.sum() > 0:
        raise ProblemError("Weights must not be negative, and one must count.")
    normalised: NDArray[np.float64] = weights / weights.sum()
    return normalised
