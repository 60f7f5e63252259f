"""The demo's days, counted from today, so that they stay sensible whenever it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kinweave.demo.hours import DAYS


@dataclass(frozen=True, slots=True)
class Calendar:
    """``now`` is the moment at which the demo is made; everything happened before it."""

    now: datetime

    def ago(self, days: int, *, order: int = 0) -> datetime:
        """In the evening of a day so many days ago; ``order`` keeps things of one day in order."""
        evening = datetime.combine(self.now.date(), time(17, 30), self.now.tzinfo)
        return min(evening - timedelta(days=days), self.now - timedelta(hours=1)) + timedelta(
            minutes=min(order, 59)
        )

    def in_days(self, days: int) -> date:
        """A day in the future."""
        return self.now.date() + timedelta(days=days)

    def next(self, weekday: str, *, weeks: int = 0) -> date:
        """The next such day of the week (``Thu``), tomorrow at the earliest; so many weeks later,
        or earlier."""
        tomorrow = self.in_days(1)
        ahead = (DAYS.index(weekday) - tomorrow.weekday()) % 7
        return tomorrow + timedelta(days=ahead, weeks=weeks)
