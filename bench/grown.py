"""What a column generation ends at for more people than the engine does one for: an estimate.

Beyond some hundreds of people the relaxation is so degenerate that the simplex method's prices
lead nowhere for hours; those of an interior point method, midway between all that would do, lead
there in minutes. Pricing is not carried to its end, so what comes out is no proven bound. It errs
upwards by what the best crews found last gain over their people's prices, which is counted in.
"""

from __future__ import annotations

from pathlib import Path

import highspy
import numpy as np
from numpy.typing import NDArray

from bench.instances import load
from kinweave.solvers.crews.generation import worth_more
from kinweave.solvers.crews.packing import Members, flat
from kinweave.solvers.crews.pricing import NOTHING, pair_depths
from kinweave.solvers.crews.score import Block, crew_value
from kinweave.solvers.crews.search import search
from kinweave.solvers.crews.tables import MOST, tabulate
from kinweave.solvers.running import Allowance

CLOSE = 0.003
"""It ends where the crews found last gain so little, as a share of all."""
_COLUMNS = 60_000
_TRIES = (300, 3_000)
_ROUNDS = 60
# Prices go half the way to new ones in the first rounds, or they swing.
_HALFWAY = 7

Values = dict[Members, float]


def grown(path: Path) -> float:
    """About the most that any plan for the instance can be worth."""
    tables = tabulate(load(path))
    people = len(tables.people)
    block = Block.of(tables, np.arange(people))
    depths = pair_depths(block.facts)
    values: Values = {}
    _add(values, block, search(tables, Allowance(10).start(), 0).crews)
    cost = np.zeros(people)
    for crew, worth in values.items():
        cost[list(crew)] = worth / len(crew)
    tries = _TRIES
    for number in range(_ROUNDS):
        found, _, _, _ = worth_more(block, depths, cost, NOTHING, True, tries[0])
        _add(values, block, found)
        gains: dict[int, float] = {}
        for crew in found:
            gains[crew[-1]] = max(gains.get(crew[-1], 0.0), values[crew] - cost[list(crew)].sum())
        at_most = float(cost.sum() + sum(gains.values()))
        if sum(gains.values()) <= CLOSE * at_most:
            tries = tries[1:]
            if not tries:
                return at_most
        crews = sorted(values, key=lambda crew: cost[list(crew)].sum() - values[crew])
        values = {crew: values[crew] for crew in crews[:_COLUMNS]}
        new = _prices(values, people)
        cost = (cost + new) / 2 if number < _HALFWAY else new
    raise TimeoutError("prices have not settled")


def _add(values: Values, block: Block, crews: list[Members]) -> None:
    places = np.zeros(MOST, dtype=np.int32)
    for crew in crews:
        places[: len(crew)] = crew
        values[tuple(sorted(crew))] = crew_value(block.facts, places, len(crew))


def _prices(values: Values, people: int) -> NDArray[np.float64]:
    """A price for each person in the middle of all that pay for these crews."""
    numbers, rows = flat(list(values))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(values), people
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.fromiter(values.values(), dtype=np.float64)
    model.col_lower_ = np.zeros(len(values))
    model.col_upper_ = np.full(len(values), highspy.kHighsInf)
    model.row_lower_ = np.full(people, -highspy.kHighsInf)
    model.row_upper_ = np.ones(people)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.searchsorted(numbers, np.arange(len(values) + 1))
    model.a_matrix_.index_ = rows
    model.a_matrix_.value_ = np.ones(len(rows))
    highs = highspy.Highs()
    options = {"solver": "ipm", "run_crossover": "off", "ipm_optimality_tolerance": 1e-4,
               "threads": 1, "output_flag": False}  # fmt: skip
    for option, value in options.items():
        highs.setOptionValue(option, value)
    highs.passModel(model)
    highs.run()
    duals = np.array(highs.getSolution().row_dual)
    if not duals.size or not np.isfinite(duals).all() or not duals.any():
        raise RuntimeError(f"HiGHS ended with {highs.modelStatusToString(highs.getModelStatus())}.")
    return np.maximum(0.0, duals)
