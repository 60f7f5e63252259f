"""The practice's own handbook, where it is beside the checkout; else a made-up one of its size."""

from __future__ import annotations

from pathlib import Path

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "handbook"
PAGES, PARAGRAPHS = 49, 11
WORDS = (
    "Whoever comes first puts the kettle on and opens a window. Then all say how they arrive, in "
    "the order in which they sit, and nobody answers. A host keeps the time, and asks before the "
    "end what was left out. What is said here stays here, unless whoever said it takes it along. "
    "When somebody is missing, one of us asks how they are, and does not ask why they were away."
)


def handbook_or_like_it(named: Path | None, otherwise: Path) -> Path:
    """Where a handbook is: the one that was named, the one beside, or one that is made now."""
    where = named or BESIDE
    return where if (where / "SUMMARY.md").is_file() else made_up(otherwise)


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
