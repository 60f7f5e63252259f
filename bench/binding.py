"""A whole handbook as a PDF and as an EPUB, by a worker of a site of its own in an empty folder.

The practice's own handbook, where it is beside the checkout; else a made-up one of about its size.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.asking import BESIDE
from bench.site import run
from bench.table import table, tell

PAGES, PARAGRAPHS = 49, 11
LIMITS = {"pdf": 15.0, "epub": None}
WORDS = (
    "Whoever comes first puts the kettle on and opens a window. Then all say how they arrive, in "
    "the order in which they sit, and nobody answers. A host keeps the time, and asks before the "
    "end what was left out. What is said here stays here, unless whoever said it takes it along. "
    "When somebody is missing, one of us asks how they are, and does not ask why they were away."
)


def section(handbook: Path | None) -> Iterator[str]:
    """The part of the page about books as files."""
    yield "## A handbook as a file"
    with tempfile.TemporaryDirectory() as folder:
        where = handbook or BESIDE
        if not (where / "SUMMARY.md").is_file():
            where = made_up(Path(folder) / "book")
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


def made_up(folder: Path) -> Path:
    """A book of plain words, of the size of the practice's own."""
    folder.mkdir(parents=True)
    names = [f"page-{number}" for number in range(1, PAGES)]
    lines = [f"* [Evening {name}]({name}.md)" for name in names]
    (folder / "SUMMARY.md").write_text("\n".join(["* [Evenings](README.md)", *lines]))
    for name in ("README", *names):
        parts = [f"# Evening {name}"]
        for number in range(PARAGRAPHS):
            parts += [f"## Part {number}", WORDS, f"See [the first](README.md#part-{number})."]
        parts += ["| what | when |\n| --- | --- |\n| tea | first |"]
        (folder / f"{name}.md").write_text("\n\n".join(parts))
    return folder
