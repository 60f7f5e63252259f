"""Propose crews, and say to each person why."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from functools import cache

from kinweave.solvers.crews.describe import Describer
from kinweave.solvers.crews.problem import WEEK_MINUTES, Hours, Person, Plan, Problem, Season
from kinweave.solvers.crews.search import search
from kinweave.solvers.crews.tables import Tables, tabulate
from kinweave.solvers.crews.unplaced import Advice
from kinweave.solvers.running import Allowance, Quality, Reason, Run


def propose(problem: Problem, *, seed: int = 0, allowance: Allowance | None = None) -> Plan:
    """The best crews that can be found for everybody who asked for one.

    Nobody is put anywhere by this: it is a proposal to people who then say yes or no. The same
    problem, seed and ``allowance.seconds`` give the same plan, in whatever order people come.

    Raises :class:`~kinweave.solvers.crews.problem.ProblemError` for a problem that contradicts
    itself and :class:`~kinweave.solvers.running.Cancelled` if the allowance says so.
    """
    run = (allowance or Allowance()).start()
    run.report(0.0, "hours")
    if not problem.people:
        return nobody(problem, seed)
    tables = tabulate(problem)
    found = search(tables, run, seed)
    return as_plan(tables, found.crews, run, seed, bound=found.bound, proven=found.proven)


@cache
def ready() -> None:
    """Load what is compiled, or compile it, where this machine never did: once a process, and
    before a run whose clock is to count its own work. A first start may take longer than patience
    lasts, and a run that is cut short before it began proposes nothing to anybody."""
    always = Hours(free=((0, WEEK_MINUTES),))
    few = (Person(str(number), "UTC", always, frozenset({"en"})) for number in range(7))
    propose(Problem(tuple(few), Season(date(2027, 1, 11))), allowance=Allowance(0.02))


def nobody(problem: Problem, seed: int) -> Plan:
    """The plan for nobody: there is none better."""
    return Plan((), (), Quality(0.0, 0.0, proven=True), problem.weights, seed)


def as_plan(
    tables: Tables,
    crews: Iterable[Iterable[int]],
    run: Run,
    seed: int,
    *,
    bound: float | None = None,
    proven: bool = False,
) -> Plan:
    """The plan of crews given as rows of the tables, in words for everybody."""
    describer = Describer(tables)
    described = [describer.crew(rows) for rows in sorted(sorted(rows) for rows in crews)]
    objective = math.fsum(crew.score * len(crew.members) for crew in described)
    placed = {key for crew in described for key in crew.members}
    advice = Advice(tables, described)
    left = [advice.to(row) for row, one in enumerate(tables.people) if one.key not in placed]
    if bound is not None:
        bound = objective if proven else max(bound, objective)
    quality = Quality(objective, bound, proven, run.cut_short)
    run.report(1.0, "done", objective)
    return Plan(tuple(described), tuple(left), quality, tables.problem.weights, seed)


def explain(problem: Problem, plan: Plan, key: str) -> tuple[Reason, ...]:
    """Why the person with this key is where the plan has them; ``KeyError`` if nobody has it."""
    for crew in plan.crews:
        if key in crew.members:
            return crew.reasons
    for one in plan.unplaced:
        if one.key == key:
            return (one.reason, *one.would_help)
    for person in problem.people:
        if person.key == key:
            return ()
    raise KeyError(key)
