"""Every meeting of a crew by every member's own clock, and what the clocks do in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from kinweave.plans.page.markup import Html, element, isolated, together
from kinweave.plans.wording import day, duration, listed, place, wall, weekday_short
from kinweave.solvers.crews.problem import Series
from kinweave.words import gettext as _

MOST_COLUMNS = 11  # page.css knows the places of so many clocks on a narrow page


@dataclass(frozen=True, slots=True)
class Clock:
    """People for whom every meeting is at the same time of the same day: their zones, their names
    and the starts (aware, by their clock)."""

    zones: tuple[str, ...]
    names: tuple[str, ...]
    starts: tuple[datetime, ...]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place(zone) for zone in self.zones))


def clocks(series: Series, people: Iterable[tuple[str, str]]) -> tuple[Clock, ...]:
    """The clocks of ``people`` (name, zone) for a series, from west to east."""
    told: dict[tuple[datetime, ...], list[tuple[str, str]]] = {}
    for name, zone in people:
        told.setdefault(tuple(t.replace(tzinfo=None) for t in _starts(series, zone)), []).append(
            (zone, name)
        )
    found = [
        Clock(
            tuple(sorted({zone for zone, _name in group})),
            tuple(name for _zone, name in group),
            _starts(series, group[0][0]),
        )
        for group in told.values()
    ]
    return tuple(sorted(found, key=lambda clock: (clock.starts[0].utcoffset(), clock.zones)))


def meetings_table(series: Series, shown: Sequence[Clock]) -> Html:
    """Dates down, clocks across; on a narrow page the clocks stand below each other."""
    here = _starts(series, series.zone)
    year = here[0].year
    head = element(
        "tr",
        element("th", _("Date in {place}").format(place=place(series.zone)), scope="col",
                role="columnheader", class_="date"),
        together(_clock_head(n, clock) for n, clock in enumerate(shown)),
        role="row",
    )  # fmt: skip
    body = together(
        element(
            "tr",
            element("th", _date(start, year), scope="row", role="rowheader", class_="date"),
            together(_cell(n, clock, m, start.date(), year) for n, clock in enumerate(shown)),
            role="row",
        )
        for m, start in enumerate(here)
    )
    # The roles are what these elements are anyway; where style changes how a table is laid out,
    # some browsers forget it.
    return element(
        "table",
        element("caption", _("Every meeting, by everyone’s own clock")),
        element("thead", head, role="rowgroup"),
        element("tbody", body, role="rowgroup"),
        role="table",
        class_="meetings",
    )


def clock_notes(shown: Sequence[Clock]) -> list[str]:
    """What clocks do between first and last meeting: those that take the time along together,
    then those on which it moves."""
    steady: dict[tuple[date, ...], list[str]] = {}
    moving = []
    for clock in shown:
        changes = _changes(clock)
        runs = [(time, next(same)) for time, same in groupby(clock.starts, wall)]
        if len(runs) > 1:
            moving.append(_moving_note(clock, changes, runs))
        elif changes:
            steady.setdefault(changes, []).extend(clock.places)
    return [_steady_note(places, changes) for changes, places in steady.items()] + moving


def _starts(series: Series, zone: str) -> tuple[datetime, ...]:
    return tuple(start.astimezone(ZoneInfo(zone)) for start in series.starts)


def _clock_head(n: int, clock: Clock) -> Html:
    return element(
        "th",
        element("b", listed(clock.places)),
        element("span", together(_comma_separated(isolated(name) for name in clock.names))),
        scope="col",
        role="columnheader",
        class_=f"c{min(n, MOST_COLUMNS)}",
    )


def _cell(n: int, clock: Clock, meeting: int, date_here: date, year: int) -> Html:
    start = clock.starts[meeting]
    shift = _shift(clock.starts[meeting - 1], start) if meeting else 0
    return element(
        "td",
        # The date is left out in a wide table where it is the one at the row's beginning.
        element(
            "span", _date(start, year),
            class_="day" if start.date() != date_here else "day same",
        ),
        " ",
        element("time", wall(start), datetime=start.isoformat(timespec="minutes")),
        element("small", _shift_in_words(shift)) if shift else "",
        role="cell",
        class_=f"c{min(n, MOST_COLUMNS)}" + (" shift" if shift else ""),
    )  # fmt: skip


def _shift(before: datetime, after: datetime) -> int:
    """Minutes by which a meeting is later on the clock than the one before."""
    half_day = 12 * 60
    minutes = (after.hour - before.hour) * 60 + after.minute - before.minute
    return (minutes + half_day) % (2 * half_day) - half_day


def _shift_in_words(shift: int) -> str:
    if abs(shift) == 60:
        return _("an hour later") if shift > 0 else _("an hour earlier")
    later = _("{duration} later") if shift > 0 else _("{duration} earlier")
    return later.format(duration=duration(abs(shift)))


def _steady_note(places: Sequence[str], changes: Sequence[date]) -> str:
    return _("In {places} the clocks change on {days}; the meeting stays at its hour.").format(
        places=listed(places), days=listed(map(day, changes))
    )


def _moving_note(
    clock: Clock, changes: Sequence[date], runs: Sequence[tuple[str, datetime]]
) -> str:
    told = [_("{time} at first").format(time=runs[0][0])]
    told += [_("{time} from {day}").format(time=time, day=day(start)) for time, start in runs[1:]]
    if changes:
        return _("In {places} the clocks change on {days}: it is {times}.").format(
            places=listed(clock.places), days=listed(map(day, changes)), times=listed(told)
        )
    return _("In {places} the clocks stay, but elsewhere they change: it is {times}.").format(
        places=listed(clock.places), times=listed(told)
    )


def _changes(clock: Clock) -> tuple[date, ...]:
    first, last = clock.starts[0].date(), clock.starts[-1].date()
    return tuple(sorted({d for zone in clock.zones for d in clock_changes(zone, first, last)}))


@lru_cache(maxsize=4096)
def clock_changes(zone: str, first: date, last: date) -> tuple[date, ...]:
    """The days after ``first`` and up to ``last`` on which a zone's clocks are changed."""
    clock = ZoneInfo(zone)
    noon = datetime(first.year, first.month, first.day, 12, tzinfo=clock)
    noons = [noon + timedelta(days=n) for n in range((last - first).days + 1)]
    return tuple(b.date() for a, b in pairwise(noons) if a.utcoffset() != b.utcoffset())


def _date(when: datetime, year: int) -> str:
    return _("{weekday} {day}").format(
        weekday=weekday_short(when.weekday()), day=day(when.date(), year_known=year)
    )


def _comma_separated(parts: Iterable[Html]) -> Iterable[str]:
    for n, part in enumerate(parts):
        if n:
            yield ", "
        yield part
