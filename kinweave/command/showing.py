"""What is seen while a command works and when it is done, on a terminal or in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from kinweave.command.stopping import asked_to_stop
from kinweave.plans.wording import plain
from kinweave.solvers.running import Allowance, Quality
from kinweave.solvers.running import Progress as Step
from kinweave.words import gettext as _
from kinweave.words import ngettext


class Screen:
    """Where people read. On a terminal it wraps and has some colour; in a pipe it is plain text,
    a paragraph a line."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)

    def say(self, text: str = "", *, style: str = "", indent: int = 0) -> None:
        """A paragraph."""
        console, shown = self._console, Text(plain(text), style=style)
        if not console.is_terminal:
            console.print(Text(" " * indent) + shown, soft_wrap=True)
            return
        for line in shown.wrap(console, max(20, console.width - indent)):
            console.print(Text(" " * indent) + line, soft_wrap=True)

    def flush(self) -> None:
        """Let what was said be seen now, before some longer work."""
        self._console.file.flush()

    def heading(self, text: str) -> None:
        """A line that begins something new."""
        self.say()
        self.say(text, style="bold")

    def listing(self, headers: tuple[str, ...], rows: Sequence[tuple[str, ...]], wide: int) -> None:
        """A table; where there is little room, column ``wide`` is the one that wraps."""
        table = Table(
            box=SIMPLE_HEAD if self._console.is_terminal else None,
            pad_edge=False,
            padding=(0, 2, 0, 0),
        )
        for number, header in enumerate(headers):
            table.add_column(header, no_wrap=number != wide)
        for row in rows:
            table.add_row(*(Text("\n".join(map(plain, cell.split("\n")))) for cell in row))
        self._console.print(table)

    def paths(self, paths: tuple[Path, ...]) -> None:
        """Where files are, a line each, never broken."""
        self.heading(ngettext("The file is in", "The files are in", len(paths)))
        for path in paths:
            self._console.print(Text(f"  {path}"), soft_wrap=True)


# The first run on a machine makes machine code, for half a minute on a slow one. Without this much
# grace it would be cut short, and the second run would not give the same again.
_GRACE = 30.0


@contextmanager
def watched(title: str, seconds: float) -> Iterator[Allowance]:
    """An allowance whose run is drawn as a bar, on a terminal; elsewhere nobody is told."""
    console = Console(file=sys.stderr)
    allowance = Allowance(
        seconds, clock=time.monotonic, cancelled=asked_to_stop, patience=2 + _GRACE / seconds
    )
    if not console.is_terminal:
        yield allowance
        return
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
        console=console, transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task(title, total=1.0)

        def draw(step: Step) -> None:
            bar.update(task, completed=step.share, description=stage_in_words(step.stage) or title)

        yield replace(allowance, progress=draw)


def stage_in_words(stage: str) -> str | None:
    """What a solver is at; ``None`` for a stage that has no words of its own."""
    words: dict[str, Callable[[], str]] = {
        "hours": lambda: _("Laying everyone’s hours side by side"),
        "first": lambda: _("Finding a first answer"),
        "better": lambda: _("Looking for a better one"),
        "proof": lambda: _("Asking how good it can be at all"),
    }
    return words[stage]() if stage in words else None


def quality_in_words(quality: Quality) -> str:
    """How good an answer is, in a sentence or two."""
    objective, bound = quality.objective, quality.bound
    if quality.proven:
        said = _("This is the best there is.")
    elif bound is None or objective <= 0:
        said = _("How much better it could be is not known.")
    elif (better := (bound - objective) / objective) < 0.0005:
        said = _("This is the best there is, but for less than a thousandth.")
    else:
        said = _("No plan can be more than {percent} % better.").format(
            percent=f"{max(0.1, 100 * better):.1f}"
        )
    if quality.cut_short:
        said += " " + _("The time ran out, so the same seed may not give the same again.")
    return said
