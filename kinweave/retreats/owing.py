"""How somebody's payments stand to what they owe."""

from __future__ import annotations

from dataclasses import dataclass

from kinweave.retreats.models import Due


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed for a place, and what has come in for it, in the smallest coin."""

    due: Due
    paid: int

    @property
    def missing(self) -> int:
        """What is still to come."""
        return max(0, self.due.total - self.paid)

    @property
    def over(self) -> int:
        """What came in beyond what is owed."""
        return max(0, self.paid - self.due.total)
