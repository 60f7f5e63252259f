"""A crewing season for many people: proposing, the steward's pages, and a move by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from statistics import median, quantiles
from typing import Any

from bench.databases import PASSED_OVER, on_each
from bench.table import per_cent, table

PEOPLE = 150
PAGE, MOVE, PROPOSING = 10.0, 0.3, 15.0
"""Of a bare page; seconds; seconds."""


def section(seeds: Sequence[int]) -> Iterator[str]:
    """The part of the page about seasons."""
    yield f"## A season with {PEOPLE} people"
    rows: list[Sequence[object]] = []
    for name, told in on_each("a season", "bench.seasons_pages", PEOPLE, *seeds):
        if not told:
            yield PASSED_OVER
            continue
        rows += _rows(name, seeds, json.loads(told))
    yield table(("on", "what is asked", "limit", "measured", "of the limit", "reached"), rows)
    yield (
        "Pages are medians, beside a bare page with the same middleware. A move is the form's way, "
        "with the page that follows. Proposing is the job's work, from claim to crews, with what "
        "compiles already compiled; its gap is how much better any other proposal could be."
    )


def _rows(name: str, seeds: Sequence[int], told: dict[str, Any]) -> Iterator[Sequence[object]]:
    pages, moves = told["pages"], told["moves"]
    for what, page in (("steward's page of all crews", "crews"), ("of all wishes", "wishes")):
        yield _row(name, f"{what}, of a bare page", PAGE, pages[page] / pages["bare"], "×")
    yield _row(name, "a hand move and its page, median", MOVE * 1e3, median(moves) * 1e3, "ms")
    most = quantiles(moves, n=20)[-1]
    yield _row(name, "the same, 95 of 100", MOVE * 1e3, most * 1e3, "ms")
    for seed, one in zip(seeds, told["proposed"], strict=True):
        what = f"proposing, seed {seed}: {one['placed']} placed, gap {per_cent(one['gap'])}"
        yield _row(name, what, PROPOSING, one["seconds"], "s")


def _row(name: str, what: str, limit: float, value: float, unit: str) -> Sequence[object]:
    good = "yes" if value <= limit else "**no**"
    return name, what, f"≤ {limit:g} {unit}", f"{value:.3g} {unit}", f"{value / limit:.2f}", good
