"""When people who meet once could do so, in one week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from kinweave.solvers.crews.problem import Person, Season
from kinweave.solvers.slots import common_bits, open_week, start_masks


class PairTimes:
    """The starts of a meeting in the seven days from ``start`` that people can make."""

    def __init__(self, people: Sequence[Person], start: date, length: int) -> None:
        season = Season(start, meetings=1, length_minutes=length)
        self._keys = {person.key: row for row, person in enumerate(people)}
        self._week = open_week(season, (person.zone for person in people))
        self._masks = start_masks(self._week, [(person.zone, person.hours) for person in people])

    def bits(self) -> dict[str, int]:
        """For each key their starts, if-need-be hours counting, as the bits of an integer."""
        rows = self._masks.possible.astype("<u8")
        return {
            key: int.from_bytes(rows[row].tobytes(), "little") for key, row in self._keys.items()
        }

    def proposed(self, members: Sequence[str]) -> datetime | None:
        """The first start that suits all members, rather one at which all are free than one that
        some can make if need be; ``None`` where there is none."""
        rows = [self._keys[key] for key in members]
        for masks in (self._masks.free, self._masks.possible):
            bits = common_bits(np.bitwise_and.reduce(masks[rows]))
            if len(bits):
                first = int(np.flatnonzero(np.isin(self._week.bits, bits))[0])
                return self._week.series(first, self._week.zones[0]).starts[0]
        return None
