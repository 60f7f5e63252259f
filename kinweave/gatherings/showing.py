"""How a date reads: on the reader's clock, and on that of the gathering where it is another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kinweave.access import Viewer, address
from kinweave.circles.models import Circle
from kinweave.fund.money import shown
from kinweave.gatherings.clock import Odd, odd
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.models.gathering import EVERY, WHICH
from kinweave.gatherings.models.occasions import OccasionQuerySet
from kinweave.gatherings.rhythm import Every
from kinweave.people.time_zones import known, place_of


class Reading(NamedTuple):
    """In which language and zone a page is read, and in which year, which need not be said."""

    language: str
    zone: tzinfo
    year: int

    @classmethod
    def now(cls) -> Reading:
        """Asked once for a page: a list would ask the same of each of its lines."""
        zone = timezone.get_current_timezone()
        return cls(get_language() or "", zone, datetime.now(zone).year)


@dataclass(frozen=True, slots=True)
class Next:
    """A line of a list: a gathering and its next date. ``circle``: its name, where the reader sees
    the circle: one may open an evening to everybody and be known to nobody. ``last_day``: of what
    is of whole days. ``least``, ``least_in``: of what is for those who give so much. ``says``: what
    the reader said to it.
    """

    number: int
    name: str
    within: int
    circle: str
    scale: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    every: str
    from_day: date
    last_day: date | None
    least: int | None
    least_in: str
    says: str = ""

    @property
    def address(self) -> str:
        """Its page."""
        return address("gathering", self.number)

    def day(self, reads: Reading) -> tuple[str, str, int, str]:
        """The day as a calendar leaf shows it: for programs, weekday, number, month."""
        if self.last_day:
            return _leaf(reads, self.from_day)
        return _leaf(reads, self.starts_at.astimezone(reads.zone).date())

    def clock(self, reads: Reading) -> str:
        """As of :func:`times`, without the day, which stands beside it."""
        if self.last_day == self.from_day:
            return _("All day")
        if self.last_day:
            return _("until {day}").format(day=_day(self.last_day, reads.year))
        return between(reads, self.starts_at, self.ends_at, self.zone, False)

    @property
    def rhythm(self) -> str:
        """As in "Every week"; nothing for what is once."""
        return "" if self.every == Every.ONCE else str(EVERY[Every(self.every)])

    @property
    def asks(self) -> str:
        """Whether it is for those who give so much, in words."""
        if self.least is None:
            return ""
        amount = shown(self.least, self.least_in)
        return _("for those who give at least {amount} a month").format(amount=amount)

    @property
    def answer(self) -> str:
        """What the reader said, in words."""
        return SAID[self.says]() if self.says else ""


@lru_cache(4096)
def _leaf(reads: Reading, day: date) -> tuple[str, str, int, str]:  # noqa: ARG001 - in its words
    month = str(MONTHS_3[day.month]).capitalize()
    return day.isoformat(), str(WEEKDAYS_ABBR[day.weekday()]), day.day, month


SAID = {
    "yes": lambda: _("You come"),
    "maybe": lambda: _("You may come"),
    "no": lambda: _("You do not come"),
    "waiting": lambda: _("You wait for a seat"),
    "offered": lambda: _("There is a seat for you"),
}


def times(occasion: Occasion) -> str:
    """From when to when, in words, on the reader's clock; and the hour there, if it is another.
    Whole days are the same wherever one reads of them."""
    if occasion.last_day:
        return whole_days(occasion.day, occasion.last_day, Reading.now().year)
    zone = occasion.gathering.zone
    return between(Reading.now(), occasion.starts_at, occasion.ends_at, zone, True)


@lru_cache(4096)
def between(reads: Reading, starts_at: datetime, ends_at: datetime, zone: str, day: bool) -> str:
    """See :func:`times`; ``day``: whether the day is said too. Remembered: a circle's list says the
    same to each of its readers, again and again."""
    here, year = reads.zone, reads.year
    starts, ends = starts_at.astimezone(here), ends_at.astimezone(here)
    mine = _stretch(starts, ends, year, day)
    if zone not in known():  # this machine has older zones than the one that it was planned on
        return mine
    there = ZoneInfo(zone)
    starts_there = starts_at.astimezone(there)
    if starts.utcoffset() == starts_there.utcoffset():
        return mine
    other_day = starts_there.date() != starts.date()
    theirs = _stretch(starts_there, ends_at.astimezone(there), year, other_day)
    return _("{mine} for you in {here}; {theirs} in {there}").format(
        mine=mine, here=place_of(str(here)), theirs=theirs, there=place_of(zone)
    )


def whole_days(first: date, last: date, year: int) -> str:
    """One day, or from which to which."""
    if first == last:
        return _day(first, year)
    return _("{start} until {end}").format(start=_day(first, year), end=_day(last, year))


def rhythm_in_words(gathering: Gathering) -> str:
    """As in "Every month, on the same weekday: the last of the month"."""
    words = str(EVERY[Every(gathering.every)])
    if gathering.every == Every.WEEKDAY:
        return f"{words}: {WHICH[gathering.which]}"
    return words


def what_it_asks(gathering: Gathering, circle: str) -> str:
    """For those who give how much, and to whom; nothing of what is for all who see it. ``circle``:
    its name, for those who may know of it."""
    if gathering.least is None:
        return ""
    amount = shown(gathering.least, gathering.least_in)
    if not circle:
        words = _("For those who give at least {amount} a month to the circle that hosts it")
        return words.format(amount=amount)
    words = _("For those who give at least {amount} a month to {circle}")
    return words.format(amount=amount, circle=circle)


def oddity(wall: datetime, zone: str) -> str:
    """What is odd about an hour: the clocks skip it, or show it twice. Nothing for most."""
    found = odd(wall, zone)
    if found == Odd.SKIPPED:
        return _("The clocks leave out this hour on that day: it begins as much later.")
    if found == Odd.DOUBLED:
        return _("The clocks show this hour twice on that day: the first of both is meant.")
    return ""


def free_seats(gathering: Gathering, date: Occasion) -> int | None:
    """How many seats are free, which is no secret of anybody; ``None`` where nobody counts them."""
    if gathering.seats is None:
        return None
    taken = Answer.objects.filter(occasion=date).seated().count()
    return max(0, gathering.seats - taken)


def next_of_each(dates: OccasionQuerySet, now: datetime) -> OccasionQuerySet:
    """Of each gathering that takes place only its next date: a series stands in a list once."""
    earlier = Occasion.objects.filter(
        Q(
            ("starts_at__lt", OuterRef("starts_at")),
            Q(starts_at=OuterRef("starts_at"), pk__lt=OuterRef("pk")),
            _connector=Q.OR,
        ),
        gathering=OuterRef("gathering"), skipped_at=None, ends_at__gt=now,
    )  # fmt: skip
    return dates.taking_place(~Exists(earlier.order_by()), ends_at__gt=now)


def lines(viewer: Viewer, dates: OccasionQuerySet, *also: str) -> QuerySet[Any, tuple[Any, ...]]:
    """The dates as rows that :func:`listed` reads, with what the reader said to each; and behind
    that, ``also``."""
    own = FilteredRelation("answers", condition=Q(answers__person=viewer.person))
    return dates.annotate(mine=own).values_list(*LINE, "mine__says", *also)


def listed(viewer: Viewer, rows: Iterable[tuple[Any, ...]]) -> list[Next]:
    """The lines of a list, of rows of :func:`lines`. One query, where there is a circle that is not
    the reader's own."""
    known: list[tuple[Any, ...]] = [(*row[:-1], row[-1] or "") for row in rows]
    found = [Next(*one) for one in known]
    others = {one.within for one in found} - viewer.circles
    seen = set(viewer.circles)
    if others:
        circles = Circle.objects.visible_to(viewer).filter(pk__in=others).order_by()
        seen |= set(circles.values_list("pk", flat=True))
    return [one if one.within in seen else replace(one, circle="") for one in found]


def circle_is_seen(viewer: Viewer, gathering: Gathering) -> bool:
    """Whether its circle may be named to this reader."""
    if gathering.circle_id in viewer.circles:
        return True
    circles = Circle.objects.visible_to(viewer)
    return bool(circles.filter(pk=gathering.circle_id).exists())


LINE = (
    "gathering", "gathering__name", "gathering__circle", "gathering__circle__name",
    "gathering__circle__scale", "starts_at", "ends_at", "gathering__zone", "gathering__every",
    "day", "last_day", "gathering__least", "gathering__least_in",
)  # fmt: skip


@lru_cache(4096)
def moment(reads: Reading, at: datetime) -> str:
    """A day and an hour on the reader's clock, with the year if it is another. Remembered, as
    :func:`between` is."""
    return _moment(at.astimezone(reads.zone), reads.year)


def _stretch(starts: datetime, ends: datetime, year: int, day: bool) -> str:
    if starts.date() != ends.date():
        begin, end = _moment(starts, year), _moment(ends, year)
        return _("{start} until {end}").format(start=begin, end=end)
    words = _("{start} to {end}").format(start=f"{starts:%H:%M}", end=f"{ends:%H:%M}")
    return f"{_day(starts, year)}, {words}" if day else words


def _day(moment: date, year: int) -> str:
    return date_format(moment, _("l j F") if moment.year == year else _("l j F Y"))


def _moment(moment: datetime, year: int) -> str:
    return f"{_day(moment, year)}, {moment:%H:%M}"
