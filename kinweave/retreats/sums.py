"""What came in, as far as it can be told without telling what any one person gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kinweave.retreats.models import Payment, Retreat

TOGETHER = 3
"""Amounts of so many people are added at once: from a sum of fewer, or from two sums a day apart,
somebody could work out what another gave."""


@dataclass(frozen=True, slots=True)
class Statement:
    """``came``: what may be told of what came in, ``None`` where that is nothing yet; ``costs``;
    ``share``: per cent of what is left that goes to the common fund."""

    came: int | None
    costs: int
    share: int

    @property
    def left(self) -> int | None:
        """What is left when the costs are paid; below nought where it is not enough."""
        return None if self.came is None else self.came - self.costs

    @property
    def missing(self) -> int:
        """What the costs are above what came in."""
        return max(0, -(self.left or 0))

    @property
    def given(self) -> int | None:
        """What goes to the common fund, in the smallest coin, rounded down."""
        return None if self.left is None else max(0, self.left) * self.share // 100


def told(payments: Iterable[tuple[int, int]]) -> int | None:
    """The sum of those payments (whose, how much; in the order in which they were noted) that may
    be told: whenever three people have paid since the last time, what they paid is added."""
    total: int | None = None
    waiting: dict[int, int] = {}
    for whose, amount in payments:
        waiting[whose] = waiting.get(whose, 0) + amount
        if len(waiting) >= TOGETHER:
            total = (total or 0) + sum(waiting.values())
            waiting.clear()
    return total


def came_in(retreat: Retreat) -> int | None:
    """The same for a retreat. It reads payments that nobody but the treasurer sees, and gives no
    more of them than this."""
    rows = Payment.objects.counted().filter(retreat=retreat).order_by("noted_at", "pk")
    return told(rows.values_list("booking", "amount"))
