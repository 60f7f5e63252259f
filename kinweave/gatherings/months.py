"""A month as a wall calendar shows it: weeks, days, and what is on each by the reader's clock."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from kinweave.access import Viewer
from kinweave.gatherings.clock import FIRST, LAST, instant
from kinweave.gatherings.models.occasions import OccasionQuerySet
from kinweave.gatherings.showing import Next, lines, listed

DAY = timedelta(days=1)
MOST = 4
"""So many gatherings stand on a day; a link leads to the rest."""
READ = 12
"""So many that begin on the same day are read: those that last for days first, since they stand on
other days, too."""
LONG = timedelta(hours=12)
"""What lasts longer stands on each of its days. A feast until two at night is of its evening."""


class Part(StrEnum):
    """Of something that lasts for days, what a day is to it."""

    WHOLE = ""
    FIRST = "first"
    ON = "on"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Entry:
    """A gathering on one of its days."""

    of: Next
    part: Part = Part.WHOLE

    @property
    def hour(self) -> str:
        """When it begins; of what began before, until when it goes on."""
        if self.of.last_day:
            return _("all day")
        here = timezone.get_current_timezone()
        if self.part == Part.ON:
            return _("goes on")
        if self.part == Part.LAST:
            return _("until {hour}").format(hour=f"{self.of.ends_at.astimezone(here):%H:%M}")
        return f"{self.of.starts_at.astimezone(here):%H:%M}"


@dataclass(slots=True)
class Day:
    """A day, what is shown on it, and how many more there are."""

    day: date
    today: bool = False
    entries: list[Entry] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """``first``: its first day."""

    first: date

    @classmethod
    def asked(cls, text: str, today: date) -> Month:
        """As an address says it, "2026-11"; today's, where it says none that clocks can reckon
        with."""
        day = day_asked(f"{text}-01")
        return cls((day or today).replace(day=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def next(self) -> Month | None:
        """The month after it, as far as one can look."""
        return _within(self.first + timedelta(days=31))

    @property
    def before(self) -> Month | None:
        """The month before it."""
        return _within(self.first - timedelta(days=1))

    @property
    def end(self) -> date:
        """The first day that is not of it any more."""
        return (self.first + timedelta(days=31)).replace(day=1)

    def weeks(self) -> list[list[date | None]]:
        """Its days in rows of seven, as weeks begin where the reader's language is spoken; ``None``
        for those of its neighbours."""
        whole = Calendar(first_weekday()).monthdatescalendar(self.first.year, self.first.month)
        return [[day if day.month == self.first.month else None for day in week] for week in whole]


def first_weekday() -> int:
    """0 for Monday, 6 for Sunday."""
    return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7


def weekdays() -> list[str]:
    """Their names, in the order of a week."""
    return [str(WEEKDAYS[(first_weekday() + number) % 7]) for number in range(7)]


def day_asked(text: str) -> date | None:
    """As an address says it, "2026-11-13"; ``None`` where it says none within reach."""
    if not (len(text) == 10 and text.isascii()):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day < LAST else None


def between_days(dates: OccasionQuerySet, first: date, end: date) -> OccasionQuerySet:
    """Those that begin from ``first`` on and before ``end``, by the reader's clock, and the long
    ones that began before and go on. Whole days are of no clock."""
    begins, over = _midnight(first), _midnight(end)
    goes_on = Q(ends_at__gt=begins) & Q(ends_at__gt=F("starts_at") + LONG)
    hours = Q(Q(starts_at__gte=begins) | goes_on, starts_at__lt=over, last_day=None)
    return dates.filter(hours | Q(last_day__gte=first, day__lt=end))


def month_of(
    viewer: Viewer, dates: OccasionQuerySet, month: Month, today: date
) -> list[list[Day | None]]:
    """The weeks of a month with what is on each day, in one query, however much there is."""
    found = {
        day: Day(day, day == today) for week in month.weeks() for day in week if day is not None
    }
    entries, begin = _read(viewer, between_days(dates, month.first, month.end))
    for one in entries:
        for day, part in _days(one):
            if day in found:
                found[day].entries.append(Entry(one, part))
    for day, shown in found.items():
        read = sum(one.part in (Part.WHOLE, Part.FIRST) for one in shown.entries)
        shown.more = max(0, len(shown.entries) - MOST) + begin.get(day, read) - read
        del shown.entries[MOST:]
    return [[found[day] if day else None for day in week] for week in month.weeks()]


def _read(viewer: Viewer, dates: OccasionQuerySet) -> tuple[Sequence[Next], dict[date, int]]:
    """The first of each day, in the order in which they stand; and how many begin on each day."""
    by_clock = TruncDate("starts_at", tzinfo=timezone.get_current_timezone())
    begins = Case(When(last_day=None, then=by_clock), default=F("day"))
    short = Case(When(ends_at__gt=F("starts_at") + LONG, then=Value(0)), default=Value(1))
    order = ["short", "starts_at", "pk"]
    counted = dates.annotate(begins=begins, short=short).annotate(
        place=Window(RowNumber(), partition_by="begins", order_by=order),
        many=Window(Count("pk"), partition_by="begins"),
    )
    first = counted.filter(place__lte=READ).order_by(*order)
    read = list(lines(viewer, first, "begins", "many"))
    return listed(viewer, [row[:-2] for row in read]), {row[-2]: row[-1] for row in read}


def _days(one: Next) -> Iterator[tuple[date, Part]]:
    """The days on which it stands."""
    here = timezone.get_current_timezone()
    first = last = one.starts_at.astimezone(here).date()
    if one.last_day:
        first, last = one.from_day, one.last_day
    elif one.ends_at - one.starts_at > LONG:  # what ends at midnight is not of the day that begins
        last = (one.ends_at - timedelta(microseconds=1)).astimezone(here).date()
    if first == last:
        yield first, Part.WHOLE
        return
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        yield day, Part.FIRST if day == first else Part.LAST if day == last else Part.ON


def _midnight(day: date) -> datetime:
    return instant(datetime.combine(day, time()), str(timezone.get_current_timezone()))


def _within(day: date) -> Month | None:
    return Month(day.replace(day=1)) if FIRST <= day < LAST else None
