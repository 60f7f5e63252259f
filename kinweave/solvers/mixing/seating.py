"""Who sits where at first, and what is put right at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kinweave.solvers.mixing.annealing import Seating
from kinweave.solvers.mixing.layout import Layout, layout
from kinweave.solvers.mixing.tables import APART, Tables

_EVEN = 1.0 + 1e-9


@dataclass(slots=True)
class Room:
    """One round while it is being put right: groups of person numbers, and the bench."""

    groups: list[list[int]]
    bench: list[int]


def layouts(table: Tables) -> list[Layout]:
    """The groups of each round."""
    found = []
    for there in table.present:
        masks = np.ones_like(table.masks[there]) if table.one_language else table.masks[there]
        kinds, counts = np.unique(masks, return_counts=True)
        found.append(layout(tuple(zip(kinds.tolist(), counts.tolist(), strict=True)), table.sizes))
    return found


def shares(present: npt.NDArray[np.bool_], benches: Sequence[int]) -> npt.NDArray[np.float64]:
    """How often each person would sit out if those who are there shared it evenly."""
    there = np.maximum(present.sum(axis=1), 1)
    return np.asarray((present * (np.asarray(benches) / there)[:, None]).sum(axis=0))


def first(table: Tables, plan: Sequence[Layout], rng: np.random.Generator) -> list[Room]:
    """People into groups that they can talk in, those who have sat out most often first."""
    turns = -shares(
        table.present,
        [int(there.sum()) - lay.seats for there, lay in zip(table.present, plan, strict=True)],
    )
    rooms = []
    for there, lay in zip(table.present, plan, strict=True):
        people = np.flatnonzero(there)
        order = people[np.lexsort((rng.random(len(people)), -turns[people]))]
        waiting: dict[int, list[int]] = {}
        for person in order.tolist():
            kind = 1 if table.one_language else int(table.masks[person])
            waiting.setdefault(kind, []).append(person)
        speakers: dict[int, list[int]] = {bit: [] for bit, _ in lay.groups}
        for kind, bit, count in lay.places:
            speakers[bit] += waiting[kind][:count]
            del waiting[kind][:count]
        for some in speakers.values():
            rng.shuffle(some)
        groups = []
        for bit, size in lay.groups:
            groups.append(speakers[bit][:size])
            del speakers[bit][:size]
        bench = sorted(person for some in waiting.values() for person in some)
        turns[bench] += 1.0
        rooms.append(Room(groups, bench))
    _share(table, rooms)
    return rooms


def turns_of(table: Tables, rooms: Sequence[Room]) -> npt.NDArray[np.float64]:
    """How many more times than their share each person sits out."""
    turns = -shares(table.present, [len(room.bench) for room in rooms])
    for room in rooms:
        turns[room.bench] += 1.0
    return turns


def seated(table: Tables, rooms: Sequence[Room]) -> Seating:
    """The rooms as arrays."""
    most = max((len(room.groups) for room in rooms), default=0)
    seats = np.full((table.rounds, max(len(table.keys), 1)), -1, np.int32)
    starts = np.zeros((table.rounds, most + 2), np.int32)
    for r, room in enumerate(rooms):
        row = [person for group in [*room.groups, room.bench] for person in group]
        seats[r, : len(row)] = row
        ends = np.cumsum([len(group) for group in [*room.groups, room.bench]])
        starts[r, 1 : len(ends) + 1] = ends
        starts[r, len(ends) + 1 :] = ends[-1]
    return Seating(seats, starts, np.array([len(room.groups) for room in rooms], np.int32))


def unseated(seating: Seating) -> list[Room]:
    """The arrays as rooms."""
    rooms = []
    for row, starts, count in zip(
        seating.seats.tolist(), seating.starts.tolist(), seating.groups.tolist(), strict=True
    ):
        cells = [row[starts[g] : starts[g + 1]] for g in range(count + 1)]
        rooms.append(Room(cells[:-1], cells[-1]))
    return rooms


def put_right(table: Tables, rooms: Sequence[Room]) -> None:
    """Part whom the search could not part, seat whom that leaves room for, then share the
    sitting out: no two people could change places in one round and make it fairer."""
    for room in rooms:
        _part(table, room)
        _seat_more(table, room)
    _share(table, rooms)


def _fits(table: Tables, group: Sequence[int]) -> bool:
    """Whether these people may be a group, its size aside."""
    if not np.bitwise_and.reduce(table.masks[list(group)]):
        return False
    return bool((table.before[np.ix_(group, group)] < APART).all())


def _part(table: Tables, room: Room) -> None:
    kept = []
    for group in room.groups:
        rest = list(group)
        while not _fits(table, rest):
            conflicts = (table.before[np.ix_(rest, rest)] >= APART).sum(axis=1)
            room.bench.append(rest.pop(int(np.argmax(conflicts))))
        size = max((s for s in table.sizes if s <= len(rest)), default=0)
        room.bench += rest[size:]
        if size:
            kept.append(rest[:size])
    room.groups = kept


def _seat_more(table: Tables, room: Room) -> None:
    """Into groups that may grow by one; then new groups of the smallest size."""
    smallest = min(table.sizes)
    for person in sorted(room.bench):
        for group in room.groups:
            if len(group) + 1 in table.sizes and _fits(table, [*group, person]):
                group.append(person)
                room.bench.remove(person)
                break
    for person in sorted(room.bench):
        group = [person]
        for other in sorted(room.bench):
            if other not in group and len(group) < smallest and _fits(table, [*group, other]):
                group.append(other)
        if len(group) == smallest and person in room.bench:
            room.groups.append(group)
            room.bench = [other for other in room.bench if other not in group]


def _share(table: Tables, rooms: Sequence[Room]) -> None:
    turns = turns_of(table, rooms)
    unfair = True
    while unfair:
        unfair = False
        for room in rooms:
            for j in range(len(room.bench)):
                swap = _fairer(table, room, room.bench[j], turns)
                if swap:
                    group, i = swap
                    turns[room.bench[j]] -= 1.0
                    turns[group[i]] += 1.0
                    group[i], room.bench[j] = room.bench[j], group[i]
                    unfair = True


def _fairer(
    table: Tables, room: Room, person: int, turns: npt.NDArray[np.float64]
) -> tuple[list[int], int] | None:
    """The seat of somebody who should rather sit out than this person, and who can."""
    seats = [(group, i) for group in room.groups for i in range(len(group))]
    if not seats:
        return None
    gain = turns[person] - turns[[group[i] for group, i in seats]]
    for at in np.argsort(-gain, kind="stable").tolist():
        if gain[at] <= _EVEN:
            return None
        group, i = seats[at]
        if _fits(table, [*group[:i], *group[i + 1 :], person]):
            return group, i
    return None
