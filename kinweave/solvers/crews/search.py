"""From tables to crews: which method does how much of the work, by the number of people.

Up to :data:`WHOLE` people: annealing gives a plan at once, column generation makes it as good as
can be and says how good that is. Above: people are ordered by language and zone and cut into
blocks which are annealed side by side, and cut anew elsewhere several times while they cool.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.anneal import COLD, HOT, Heat, anneal, part_seed
from kinweave.solvers.crews.generation import generate
from kinweave.solvers.crews.score import Block, worth_of_all
from kinweave.solvers.crews.tables import Tables
from kinweave.solvers.crews.threads import THREADS, side_by_side
from kinweave.solvers.running import Run

WHOLE = 300
# At least so many people a block: fewer, and good crews lie across a cut.
BLOCK = 750
_STEPS_A_SECOND = 2_000_000
# In blocks, whose pairs fill a processor's cache; and what reading and telling takes beside them.
_STEPS_A_SECOND_IN_BLOCKS = 1_200_000
_SECONDS_A_PERSON = 0.0004
# Column generation is begun where it can be ended: it takes about so many pairs of people a second.
_PRICING_A_SECOND = 10_000
# Blocks are cut anew so often on the way from hot to cold.
_SWEEPS = 6

Rows = NDArray[np.int64]
Crews = list[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """Crews as rows of the tables, what no plan can exceed (if known), whether it is the best."""

    crews: Crews
    bound: float | None = None
    proven: bool = False


def search(tables: Tables, run: Run, seed: int) -> Found:
    """The best crews that can be found within the run's allowance."""
    people = len(tables.people)
    if people < 2:
        return Found([], 0.0, True)
    if people <= WHOLE:
        return _whole(tables, run, seed)
    return _by_blocks(tables, run, seed)


def _whole(tables: Tables, run: Run, seed: int) -> Found:
    people = len(tables.people)
    block = Block.of(tables, np.arange(people))
    seconds = run.allowance.seconds
    begun_only = seconds * _PRICING_A_SECOND < people**2
    share = 0.8 if begun_only else min(0.12, 0.003 * people / seconds)
    steps = int(share * seconds * _STEPS_A_SECOND)
    part = 1 if begun_only else 1 / 3

    def annealed(number: int) -> Crews:
        heat = Heat(HOT, COLD, steps)
        return anneal(block, [], run, part_seed(seed, number), heat)

    tries = side_by_side(annealed, list(range(THREADS)), run, 0.0, part)
    if begun_only:
        return Found(max(tries, key=lambda crews: worth_of_all(block, crews)))

    def in_the_rest(share: float, value: float) -> None:
        run.report(part + (1 - part) * share, "proof", value)

    made = generate(block, tries, run, seconds=(0.95 - share) * seconds, report=in_the_rest)
    return Found(made.crews, made.bound, made.proven)


def _by_blocks(tables: Tables, run: Run, seed: int) -> Found:
    people = len(tables.people)
    seconds = run.allowance.seconds
    seconds = max(seconds / 3, seconds - people * _SECONDS_A_PERSON)
    steps = int(seconds * _STEPS_A_SECOND_IN_BLOCKS * THREADS / people)
    orders = [_order(tables, rare) for rare in (True, False)]
    crews: Crews = []
    for sweep in range(_SWEEPS):
        hot, cold = (HOT * (COLD / HOT) ** (k / _SWEEPS) for k in (sweep, sweep + 1))

        def annealed(cut: tuple[int, Rows, Crews], hot: float = hot, cold: float = cold) -> Crews:
            number, rows, inside = cut
            place = {row: k for k, row in enumerate(rows.tolist())}
            given = [tuple(place[row] for row in crew) for crew in inside]
            heat = Heat(hot, cold, steps * len(rows) // _SWEEPS, last=cold <= COLD * 1.001)
            done = anneal(Block.of(tables, rows), given, run, part_seed(seed, number), heat)
            return [tuple(rows[list(crew)].tolist()) for crew in done]

        cuts = [
            (sweep * 1_000_000 + number, *cut)
            for number, cut in enumerate(_blocks(orders[sweep % 2], crews, shifted=sweep % 2 == 1))
        ]
        done = side_by_side(annealed, cuts, run, sweep / _SWEEPS, (sweep + 1) / _SWEEPS)
        crews = [crew for block in done for crew in block]
    return Found(sorted(crews))


def _blocks(order: Rows, crews: Crews, *, shifted: bool) -> Iterator[tuple[Rows, Crews]]:
    """Cut everybody into blocks of about :data:`BLOCK` people, never through a crew.

    ``order``: everybody, so that neighbours may make a crew. ``shifted``: cut where the middle of
    a block would be otherwise. Yields each block's rows, sorted, and the crews inside.
    """
    count = len(order)
    where = np.empty(count)
    where[order] = np.arange(count)
    in_crew = np.full(count, -1)
    for number, crew in enumerate(crews):
        in_crew[list(crew)] = number
    units: list[tuple[float, tuple[int, ...]]] = [
        (float(where[list(crew)].mean()), crew) for crew in crews
    ]
    units += [(float(where[row]), (row,)) for row in np.flatnonzero(in_crew < 0).tolist()]
    units.sort()
    blocks = max(1, count // BLOCK)
    shift = 0.5 if shifted and blocks > 1 else 0.0
    size = count / blocks
    begun: list[tuple[int, ...]] = []
    filled, cut = 0, size * (1 - shift)
    for _, unit in units:
        begun.append(unit)
        filled += len(unit)
        if filled >= cut and count - filled > size / 4:
            yield _block(begun)
            begun, cut = [], cut + size
    if begun:
        yield _block(begun)


def _block(units: list[tuple[int, ...]]) -> tuple[Rows, Crews]:
    rows = np.array(sorted(row for unit in units for row in unit), dtype=np.int64)
    return rows, [unit for unit in units if len(unit) > 1]


def _order(tables: Tables, rare: bool) -> Rows:
    """Everybody by when they are free, among those with whom they share a language: the rarest
    of each person's, or the commonest."""
    languages = tables.languages
    bits = ((languages[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)).astype(bool)
    spoken = bits.sum(axis=0)
    tongue = (
        np.where(bits, spoken, np.iinfo(spoken.dtype).max).argmin(axis=1)
        if rare
        else np.where(bits, spoken, -1).argmax(axis=1)
    )
    return np.lexsort((np.arange(len(languages)), _middle_of_week(tables), tongue))


def _middle_of_week(tables: Tables) -> NDArray[np.float64]:
    """Where around the clock (0 to 1, UTC) somebody's possible starts have their middle."""
    words = tables.possible.shape[1]
    base = np.asarray(tables.word_base)
    angle = np.zeros(len(tables.people), dtype=np.complex128)
    for word in range(words):
        for bit in range(64):
            position = base[word] * 64 + bit
            turn = np.exp(2j * np.pi * ((position % 48) / 48))
            angle += ((tables.possible[:, word] >> np.uint64(bit)) & np.uint64(1)) * turn
    return np.angle(angle) / (2 * np.pi)
