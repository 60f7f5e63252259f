"""Searching many pages, on a site of its own in an empty folder, by the address that people use.

All in one process, so that what is measured is the search, its queries and its page. SQLite, and
PostgreSQL where the package that brings one is installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from statistics import median, quantiles

from bench.databases import PASSED_OVER, on_each
from bench.table import table

PAGES = 5_000
LIMIT = 0.1
"""Seconds."""


def section() -> Iterator[str]:
    """The part of the page about searching."""
    yield f"## Searching {PAGES:,} pages".replace(",", " ")
    rows: list[Sequence[object]] = []
    for name, told in on_each("searching", "bench.searching_pages", PAGES):
        if not told:
            yield PASSED_OVER
            continue
        rows += _rows(name, json.loads(told)["taken"])
    yield table(("on", "what is searched", "limit, ms", "median", "95 of 100", "reached"), rows)
    yield "Median and 95th percentile are shares of the limit."


def _rows(name: str, taken: dict[str, list[float]]) -> Iterator[Sequence[object]]:
    for what, seconds in taken.items():
        middle, nearly_all = median(seconds) / LIMIT, quantiles(seconds, n=20)[-1] / LIMIT
        good = "yes" if nearly_all <= 1 else "**no**"
        yield name, what, f"≤ {LIMIT * 1e3:g}", f"{middle:.2f}", f"{nearly_all:.2f}", good
