"""A round in rows, told as one of people, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import combinations
from operator import and_

from kinweave.solvers.dyads.problem import LeftOver, Meeting, Participant, Round
from kinweave.solvers.dyads.tables import NEVER, Rows, Tables, worth_after
from kinweave.solvers.running import Quality, Reason

Latest = Mapping[tuple[int, int], int]


def tell(
    tables: Tables,
    there: Rows,
    groups: Sequence[tuple[int, ...]],
    latest: Latest,
    seed: int,
    *,
    guests: bool = False,
) -> Round:
    """The round in which these rows meet in these groups.

    Who is not ``there`` is absent, and everybody else is left over. ``latest``: how many rounds
    ago two of a group (rows, the lower first) last met, for those who have. ``guests``: whether
    the last of each trio is a guest of the other two.
    """
    pairs, trios = (
        tuple(
            sorted(
                (
                    _meeting(tables, group, latest, guest=guests and size == 3)
                    for group in groups
                    if len(group) == size
                ),
                key=lambda meeting: meeting.members,
            )
        )
        for size in (2, 3)
    )
    present = set(there.tolist())
    left = present.difference(*groups)
    keys = [person.key for person in tables.people]
    return Round(
        pairs,
        trios,
        tuple(
            LeftOver(keys[row], _why_left(tables, there, row))
            for row in sorted(left, key=keys.__getitem__)
        ),
        tuple(sorted(key for row, key in enumerate(keys) if row not in present)),
        Quality(sum(_worth(group, latest) for group in groups) / NEVER),
        seed,
    )


def _worth(group: tuple[int, ...], latest: Latest) -> int:
    each = [
        worth_after(latest[two]) if two in latest else NEVER
        for two in combinations(sorted(group), 2)
    ]
    return 2 * each[0] if len(each) == 1 else sum(each)


def _meeting(tables: Tables, group: tuple[int, ...], latest: Latest, *, guest: bool) -> Meeting:
    members = [tables.people[row] for row in group]
    met = [latest[two] for two in combinations(sorted(group), 2) if two in latest]
    reasons = [Reason("trio")] if len(group) == 3 else []
    reasons.append(Reason("met_ago", {"rounds": min(met)}) if met else Reason("first_meeting"))
    named = [person.languages for person in members if person.languages]
    times = [person.times for person in members if person.times is not None]
    return Meeting(
        tuple(sorted(person.key for person in members)),
        tuple(sorted(reduce(and_, named))) if named else (),
        reduce(and_, times) if times else None,
        tuple(reasons),
        members[-1].key if guest else None,
    )


def _why_left(tables: Tables, there: Rows, row: int) -> Reason:
    """Why somebody meets nobody, as it would be if nobody had asked to be kept apart."""
    person: Participant = tables.people[row]
    others = there[there != row]
    shared = tables.masks[others] & tables.masks[row]
    speaks = shared[:, : tables.split].any(axis=1)
    free = shared[:, tables.split :].any(axis=1)
    if not len(others):
        return Reason("nobody_here")
    if person.times == 0:
        return Reason("no_times")
    if not speaks.any():
        return Reason("alone_in_language", {"languages": sorted(person.languages)})
    if not (speaks & free).any():
        return Reason("nobody_free")
    return Reason("no_room", {"people": int((speaks & free).sum())})
