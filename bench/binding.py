"""A whole handbook as a PDF and as an EPUB, by a worker of a site of its own in an empty folder.

The practice's own handbook, where it is beside the checkout; else a made-up one of about its size.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.books import handbook_or_like_it
from bench.site import run
from bench.table import table, tell

LIMITS = {"pdf": 15.0, "epub": None}


def section(handbook: Path | None) -> Iterator[str]:
    """The part of the page about books as files."""
    yield "## A handbook as a file"
    with tempfile.TemporaryDirectory() as folder:
        where = handbook_or_like_it(handbook, Path(folder) / "book")
        tell("a handbook as a PDF and as an EPUB")
        said = run(Path(folder) / "home", "bench.bound", str(where))
    found = json.loads(said.splitlines()[-1])
    yield table(
        ("file", "pages of the book", "limit", "of it", "size", "reached"),
        [_row(kind, found["pages"], found[kind]) for kind in LIMITS],
    )
    yield "Time of the processor, not of the clock: what else the machine does is left out."


def _row(kind: str, pages: int, measured: dict[str, float]) -> tuple[object, ...]:
    limit = LIMITS[kind]
    size = f"{measured['bytes'] / 1_000:,.0f} kB"
    if limit is None:
        return kind.upper(), pages, "", f"{measured['seconds']:.2g} s", size, ""
    good = "yes" if measured["seconds"] <= limit else "**no**"
    return kind.upper(), pages, f"≤ {limit:g} s", f"{measured['seconds'] / limit:.2f}", size, good
