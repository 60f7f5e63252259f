"""A week as cloth: where in the week a crew could meet, as a picture and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kinweave.plans.page.markup import Html, element, together
from kinweave.plans.wording import (
    DAY_MINUTES,
    WEEK_MINUTES,
    hours_of_week,
    listed,
    place,
    weekday_short,
)
from kinweave.solvers.crews.problem import CommonTime, Crew
from kinweave.words import gettext as _

Range = tuple[int, int]  # minutes since Monday 00:00, half open, may end after the week does

_LEFT, _TOP, _COLUMN, _GAP, _ROW = 44, 22, 40, 5, 7
_MORNING, _EVENING = 8, 22  # hours that are drawn always; others where a crew can meet then


@dataclass(frozen=True, slots=True)
class Week:
    """When a crew could meet, by the clock of its zone at its first date: hours good for all,
    hours that are "if need be" for somebody, and the proposed ones."""

    zone: str
    good: tuple[Range, ...]
    if_need_be: tuple[Range, ...]
    proposed: Range


def week_of(crew: Crew) -> Week:
    """The week of a crew."""
    zone = crew.times[0].series.zone
    good = _merged(_hours(time, zone) for time in crew.times if not time.if_need_be)
    return Week(
        zone=zone,
        good=good,
        if_need_be=_without(
            _merged(_hours(time, zone) for time in crew.times if time.if_need_be), good
        ),
        proposed=_hours(crew.times[0], zone),
    )


def cloth(week: Week) -> Html:
    """The week drawn and said."""
    return element(
        "figure",
        _picture(week),
        element(
            "figcaption",
            *(
                element("p", element("span", class_=f"key {key}", aria_hidden="true"), " ", words)
                for key, words in _said(week)
            ),
        ),
        class_="week",
    )


def _said(week: Week) -> Iterable[tuple[str, str]]:
    yield "proposed", _("Proposed: {hours}.").format(hours=hours_of_week(*week.proposed))
    if week.good:
        yield "good", _("Works for everyone: {hours}.").format(hours=_listed(week.good))
    if week.if_need_be:
        yield "half", _("Works if need be: {hours}.").format(hours=_listed(week.if_need_be))


def _listed(ranges: Iterable[Range]) -> str:
    return listed(hours_of_week(*hours) for hours in ranges)


def _picture(week: Week) -> Html:
    parts = [*_by_day((*week.good, *week.if_need_be, week.proposed))]
    first = min(_MORNING, *(start // 60 for _weekday, start, _end in parts))
    last = max(_EVENING, *(-(-end // 60) for _weekday, _start, end in parts))
    height = (last - first) * 2 * _ROW
    bottom = _TOP + height

    def y(minute: int) -> str:
        return f"{_TOP + (minute - first * 60) * _ROW / 30:g}"

    def threads(ranges: Iterable[Range]) -> str:
        return "".join(
            f"M{_middle(weekday)} {y(start)}V{y(end)}" for weekday, start, end in _by_day(ranges)
        )

    return element(
        "svg",
        together(
            element("text", weekday_short(weekday), x=_middle(weekday), y=13)
            for weekday in range(7)
        ),
        together(
            element(
                "text", f"{hour}:00", class_="hour", x=_LEFT - 6, y=f"{float(y(hour * 60)) + 4:g}"
            )
            for hour in range(first, last, 2)
        ),
        element(
            "path", class_="linen", d="".join(f"M{_middle(d)} {_TOP}V{bottom}" for d in range(7))
        ),
        element("path", class_="good", d=threads(week.good)),
        element("path", class_="half", d=threads(week.if_need_be)),
        # The gaps between the half-hours, which make cloth of it: one wide dashed line.
        element("path", class_="gaps", d=f"M{_LEFT + 3.5 * _COLUMN:g} {_TOP}V{bottom}"),
        together(
            element(
                "rect",
                class_="proposed",
                rx=4,
                width=_COLUMN - 1,
                x=_middle(weekday) - _COLUMN // 2,
                y=f"{float(y(start)) - 2:g}",
                height=f"{(end - start) * _ROW / 30 + 3:g}",
            )
            for weekday, start, end in _by_day([week.proposed])
        ),
        viewBox=f"0 0 {_LEFT + 7 * _COLUMN} {bottom + 4}",
        role="img",
        aria_label=_("A week by the clock of {place}, in half-hours.").format(
            place=place(week.zone)
        ),
    )


def _middle(weekday: int) -> int:
    return _LEFT + weekday * _COLUMN + (_COLUMN - _GAP) // 2


def _hours(time: CommonTime, zone: str) -> Range:
    local = time.series.starts[0].astimezone(ZoneInfo(zone))
    start = local.weekday() * DAY_MINUTES + local.hour * 60 + local.minute
    return start, start + time.series.length_minutes


def _merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _without(ranges: Iterable[Range], taken: Iterable[Range]) -> tuple[Range, ...]:
    left = list(ranges)
    for start, end in taken:
        left = [
            (a, b)
            for had_start, had_end in left
            for a, b in ((had_start, min(had_end, start)), (max(had_start, end), had_end))
            if a < b
        ]
    return tuple(left)


def _by_day(ranges: Iterable[Range]) -> Iterable[tuple[int, int, int]]:
    """Weekday and minutes of that day, cut at every midnight."""
    for start, end in ranges:
        while start < end:
            midnight = (start // DAY_MINUTES + 1) * DAY_MINUTES
            until = min(end, midnight)
            yield (
                start % WEEK_MINUTES // DAY_MINUTES,
                start % DAY_MINUTES,
                until - (midnight - DAY_MINUTES),
            )
            start = until
