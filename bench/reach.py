"""What crews are to reach, and the figures that say whether they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.alone import Failed, both, each, failures, known
from bench.runs import Proposed, Repaired, Scored
from bench.table import Figure, Row, median_of, per_cent, times

GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Reach:
    """What is to be reached for one size within one time (seconds, also the engine's allowance).

    Shares, each a floor: ``of_bound`` of what no plan can exceed, ``each`` person's worth,
    ``placed`` of all. ``memory``: bytes. ``again``: the same seed gives the same answer, in
    another process, to people in another order. ``repaired``: declines are tried.
    """

    people: int
    seconds: float
    proven: bool = False
    of_bound: float | None = None
    each: float | None = None
    placed: float | None = None
    memory: float | None = None
    again: bool = False
    repaired: bool = False


REACH = (
    Reach(60, 1, proven=True, again=True),
    Reach(150, 1, of_bound=0.98, again=True),
    Reach(150, 12, of_bound=0.995, repaired=True),
    Reach(1_500, 10, of_bound=0.97, again=True, repaired=True),
    Reach(15_000, 15, placed=0.995),
    Reach(100_000, 60, each=0.88, placed=0.997, memory=GIGABYTE),
)
PARTED, WAITING = 0.03, 0.005
NO_PLAN = Failed("no plan")
Kinds = dict[str, int]


@dataclass(slots=True)
class Try:
    """What came of one demand on one instance.

    ``checked``: how often which rule is broken.
    """

    proposed: Proposed | Failed
    checked: Kinds | Failed = NO_PLAN
    again: Proposed | Failed = NO_PLAN
    repaired: Repaired | Failed = NO_PLAN
    repair_checked: Kinds | Failed = NO_PLAN


@dataclass(frozen=True, slots=True)
class Peer:
    """What somebody else made of an instance."""

    seconds: float
    scored: Scored


@dataclass(frozen=True, slots=True)
class Seen:
    """One instance: the least bound that is known, all its demands, and what peers made of it."""

    people: int
    bound: float | Failed
    tries: dict[Reach, Try]
    peers: dict[str, Peer | Failed]


def figures(seen: Sequence[Seen]) -> Iterator[Figure]:
    """Each demand's figures, a value an instance."""
    for reach in REACH:
        if some := [one for one in seen if reach in one.tries]:
            tries = [one.tries[reach] for one in some]
            yield from _proposing(reach, tries, [one.bound for one in some])
            if reach.repaired:
                yield from _repairing(reach, tries)


def _proposing(reach: Reach, tries: list[Try], bounds: list[float | Failed]) -> Iterator[Figure]:
    people, within = f"{reach.people:,}", f"within {reach.seconds:g} s"
    plans = [one.proposed for one in tries]

    def at_least(what: str, limit: float, values: list[float | Failed]) -> Figure:
        return Figure(people, what, limit, values, least=True, share=True)

    broken = each((one.checked for one in tries), lambda kinds: sum(kinds.values()))
    yield Figure(people, f"{within}: rules broken", 0, broken)
    took = each(plans, lambda plan: plan.seconds / reach.seconds)
    yield Figure(people, f"{within}: time taken, of these", 1, took)
    if reach.proven:
        proofs = each(plans, lambda plan: float(plan.proven))
        yield at_least(f"{within}: proven to be the best", 1, proofs)
    if reach.of_bound:
        shares = [both(*pair, _share) for pair in zip(plans, bounds, strict=True)]
        yield at_least(f"{within}: of the bound", reach.of_bound, shares)
    if reach.each:
        worth = each(plans, lambda plan: plan.objective / reach.people)
        yield at_least(f"{within}: worth to each, of the most there is", reach.each, worth)
    if reach.placed:
        placed = each(plans, lambda plan: plan.placed / reach.people)
        yield at_least(f"{within}: in a crew", reach.placed, placed)
    if limit := reach.memory:
        memory = each(plans, lambda plan: plan.memory / limit)
        yield Figure(people, f"memory, of {limit / GIGABYTE:g} GB", 1, memory)
    if reach.again:
        same = [both(one.proposed, one.again, _same) for one in tries]
        yield at_least("same answer to another order, in another process", 1, same)


def _repairing(reach: Reach, tries: list[Try]) -> Iterator[Figure]:
    what = "after 5 % decline: {}".format
    mended = [one.repaired for one in tries]
    parted = each(mended, lambda one: one.parted / one.others)
    waiting = each(mended, lambda one: one.waiting / one.others)
    took = each(mended, lambda one: one.seconds / reach.seconds)
    people = f"{reach.people:,}"
    yield Figure(people, what("parted from a crewmate who stays"), PARTED, parted, share=True)
    yield Figure(people, what("left without a crew"), WAITING, waiting, share=True)
    broken = each((one.repair_checked for one in tries), lambda kinds: sum(kinds.values()))
    yield Figure(people, what("rules broken"), 0, broken)
    yield Figure(people, what(f"time taken, of {reach.seconds:g} s"), 1, took)


def _same(plan: Proposed, again: Proposed) -> float:
    return float(plan.told == again.told)


def _share(plan: Proposed | Scored, bound: float) -> float:
    """How much of what nothing can exceed."""
    return plan.objective / bound if bound else 1.0


def rules_broken(seen: Sequence[Seen]) -> str:
    """Which rules how often, in all plans together; empty if none."""
    kinds: Counter[str] = Counter()
    for one in seen:
        for tried in one.tries.values():
            for checked in (tried.checked, tried.repair_checked):
                kinds.update(checked if isinstance(checked, dict) else {})
    return ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())


NAMES = {
    "chunks": "fives in order of zone",
    "team_formation": "team-formation",
    "cp_sat": "a plain CP-SAT model",
}
PEERS_HEAD = (
    "people", "who", "of the bound: median", "worst", "in crews that keep the rules",
    "groups that break one", "time, by ours", "",
)  # fmt: skip


def peer_rows(seen: Sequence[Seen]) -> Iterator[Row]:
    """For each size with peers: ours in its shortest time, then each of them; times by ours."""
    for people in dict.fromkeys(one.people for one in seen if one.peers):
        some = [one for one in seen if one.people == people]
        ours = each((next(iter(one.tries.values())).proposed for one in some), _as_peer)
        unit = median_of(each(ours, lambda one: one.seconds))
        bounds = [one.bound for one in some]
        yield _peer_row(people, "Kinweave", ours, bounds, unit)
        for name in some[0].peers:
            found = [one.peers[name] for one in some]
            yield _peer_row(people, NAMES.get(name, name), found, bounds, unit)


def _as_peer(plan: Proposed) -> Peer:
    return Peer(plan.seconds, Scored(plan.objective, plan.placed, 0))


def _peer_row(
    people: int,
    name: str,
    found: list[Peer | Failed],
    bounds: list[float | Failed],
    unit: float | None,
) -> Row:
    scored = each(found, lambda one: one.scored)
    shares = [both(*pair, _share) for pair in zip(scored, bounds, strict=True)]
    seconds = median_of(each(found, lambda one: one.seconds))
    broken = median_of(each(scored, lambda one: one.broken))
    return (
        f"{people:,}",
        name,
        per_cent(median_of(shares)),
        per_cent(min(known(shares), default=None)),
        per_cent(median_of(each(scored, lambda one: one.placed / people))),
        "–" if broken is None else f"{broken:g}",
        times(seconds / unit if seconds is not None and unit else None),
        failures(*found, *shares),
    )
