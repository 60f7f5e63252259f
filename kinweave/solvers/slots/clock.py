"""What the clocks of a zone do over a season, as numbers.

Instants are counted in quarter hours since the epoch week's Monday (1969-12-29 00:00 UTC), so
that ``instant % 672`` is the quarter hour of the week. Every zone of today keeps to quarter
hours; one that does not is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.problem import ProblemError

QUARTER = timedelta(minutes=15)
WEEK_QUARTERS = 7 * 24 * 4
EPOCH = datetime(1969, 12, 29, tzinfo=UTC)
_DAY_QUARTERS = 24 * 4

Quarters = NDArray[np.int64]


def to_quarters(instant: datetime) -> int:
    """The instant as whole quarter hours since :data:`EPOCH` (rounded down)."""
    return (instant - EPOCH) // QUARTER


def to_datetime(quarters: int) -> datetime:
    """The UTC instant of a count of quarter hours."""
    return EPOCH + int(quarters) * QUARTER


@dataclass(frozen=True, slots=True)
class ZoneClock:
    """A zone's offsets over a span: ``offsets[i]`` quarter hours hold before ``changes[i]``."""

    zone: str
    changes: Quarters
    offsets: Quarters

    def offset_at(self, instants: Quarters) -> Quarters:
        """Quarter hours that the wall clock is ahead of UTC at each instant."""
        return self.offsets[np.searchsorted(self.changes, instants, side="right")]

    def wall(self, instants: Quarters) -> Quarters:
        """The wall clock at each instant, in quarter hours as if it were UTC."""
        return instants + self.offset_at(instants)

    def instant(self, walls: Quarters) -> Quarters:
        """The instant of each wall clock.

        As PEP 495 has it for ``fold=0``: a wall clock that comes twice means the first time; one
        that is skipped is read with the offset before the change, and so lands after it.
        """
        starts_to_hold = self.changes + np.maximum(self.offsets[:-1], self.offsets[1:])
        return walls - self.offsets[np.searchsorted(starts_to_hold, walls, side="right")]


def zone_clock(zone: str, first: int, last: int) -> ZoneClock:
    """The clock of ``zone`` from instant ``first`` to ``last``, both in quarter hours.

    Raises :class:`ProblemError` for a zone whose clock does not keep to quarter hours.
    """
    info = ZoneInfo(zone)

    def offset(quarters: int) -> int:
        ahead = to_datetime(quarters).astimezone(info).utcoffset()
        assert ahead is not None  # noqa: S101 - aware datetimes always have one
        whole, rest = divmod(ahead, QUARTER)
        if rest:
            raise ProblemError(f"The clock of {zone} does not keep to quarter hours.")
        return whole

    changes: list[int] = []
    offsets = [offset(first)]
    for day in range(first, last, _DAY_QUARTERS):
        low, high = day, min(day + _DAY_QUARTERS, last)
        if offset(high) == offset(low):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if offset(middle) == offsets[-1]:
                low = middle
            else:
                high = middle
        changes.append(high)
        offsets.append(offset(high))
    return ZoneClock(zone, np.array(changes, dtype=np.int64), np.array(offsets, dtype=np.int64))
