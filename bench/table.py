"""Tables in Markdown, and the figures that stand in them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.alone import Failed, failures, known

Row = Sequence[object]


def table(head: Row, rows: Iterable[Row]) -> str:
    """The rows below their head; numbers, and what looks like one, stand to the right."""
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in (head, *rows)]
    rules = ["--:" if _numbers(column[1:]) else "---" for column in zip(*cells, strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (cells[0], rules, *cells[1:]))


def _numbers(column: Sequence[str]) -> bool:
    return any(column) and all(not cell or cell[0] in "≤≥+-–*0123456789" for cell in column)


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that is to be reached, and what was measured, one value a seed.

    ``limit``: to be reached by each value, as a floor (``least``) or as a ceiling; ``None``: only
    told. Shares are shown in per cent; anything else as it is. A value that could not be measured
    is :class:`Failed` and counts as not reached.
    """

    people: str
    what: str
    limit: float | None
    values: Sequence[float | Failed]
    least: bool = False
    share: bool = False

    @property
    def reached(self) -> int:
        """How many of the values do."""
        return sum(self._good(value) for value in self.values)

    def row(self) -> Row:
        """``HEAD``'s columns."""
        good = known(self.values)
        shown = ["–", "–"]
        if good:
            worst = min(good) if self.least else max(good)
            shown = [self._shown(value) for value in (median(good), worst)]
        limit = verdict = ""
        if self.limit is not None:
            limit = f"{'≥' if self.least else '≤'} {self._shown(self.limit)}"
            verdict = f"{self.reached} of {len(self.values)}"
            verdict = verdict if self.reached == len(self.values) else f"**{verdict}**"
        told = "; ".join(filter(None, (verdict, failures(*self.values))))
        return (self.people, self.what, limit, *shown, told)

    def _good(self, value: float | Failed) -> bool:
        if isinstance(value, Failed) or self.limit is None:
            return False
        # What HiGHS calls proven is so to one in a million.
        return value >= self.limit - 1e-6 if self.least else value <= self.limit + 1e-6

    def _shown(self, value: float) -> str:
        if self.share:
            return per_cent(value)
        return f"{value:.0f}" if value == int(value) else f"{value:.2g}"


def per_cent(value: float | None) -> str:
    """A share, or a dash for none."""
    return "–" if value is None else f"{100 * value:.2f}".rstrip("0").rstrip(".") + " %"


def times(value: float | None) -> str:
    """How many times as much, or a dash for none."""
    return "–" if value is None else f"{value:.2g} ×" if value < 100 else f"{value:,.0f} ×"


def median_of(values: Iterable[float | Failed]) -> float | None:
    """The median of those that are known; ``None`` if none is."""
    good = known(values)
    return median(good) if good else None


def tell(what: str) -> None:
    """Say what is being measured, to whoever waits."""
    print(f"… {what}", file=sys.stderr, flush=True)


HEAD = ("people", "what is asked", "limit", "median", "worst", "reached")
