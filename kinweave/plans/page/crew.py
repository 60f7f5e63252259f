"""One crew on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kinweave.plans.languages import language
from kinweave.plans.page.circle import THREADS, circle, initials, relationships
from kinweave.plans.page.cloth import cloth, week_of
from kinweave.plans.page.markup import Html, element, isolated, together
from kinweave.plans.page.meetings import clock_notes, clocks, meetings_table
from kinweave.plans.reasons import reason_in_words
from kinweave.plans.wording import (
    day,
    duration,
    every,
    full_day,
    listed,
    name_of,
    place,
    sentence,
    times,
    wall,
    weekdays,
)
from kinweave.solvers.crews.problem import Crew, Hosting, Person, Season
from kinweave.solvers.running import Reason
from kinweave.words import gettext as _
from kinweave.words import ngettext

# The page goes to everyone; who wished for whom is between those who wished and the host.
_NOT_FOR_ALL = frozenset({"wishes"})


@dataclass(frozen=True, slots=True)
class Cast:
    """What the page knows besides its crews: people by key, their names, the season."""

    people: Mapping[str, Person]
    names: Mapping[str, str]
    season: Season

    def name(self, key: str) -> str:
        return name_of(key, self.names)

    def zone(self, key: str, crew: Crew) -> str:
        person = self.people.get(key)
        return person.zone if person else crew.times[0].series.zone


def title_of(crew: Crew) -> str:
    """``Tuesdays at 19:00, Vienna time``."""
    start = _starts(crew)[0]
    return _("{weekdays} at {time}, {place} time").format(
        weekdays=weekdays(start.weekday()),
        time=wall(start),
        place=place(crew.times[0].series.zone),
    )


def crew_section(crew_id: str, tag: str, crew: Crew, cast: Cast) -> Html:
    """A crew with everything about it. ``tag``: which of them it is, in words."""
    by_clock = clocks(
        crew.times[0].series, ((cast.name(key), cast.zone(key, crew)) for key in crew.members)
    )
    notes = clock_notes(by_clock)
    return element(
        "article",
        element(
            "header",
            element("p", tag, class_="tag"),
            element("h2", title_of(crew), id=f"{crew_id}-title"),
            element("p", _rhythm(crew, cast.season), class_="quiet"),
        ),
        _people(crew, cast),
        element(
            "section",
            element("h3", _("The week")),
            cloth(week_of(crew)),
            class_="when",
        ),
        element(
            "section",
            element("h3", _("Why this crew")),
            element("ul", together(element("li", why) for why in _reasons(crew, cast))),
            class_="why",
        ),
        element(
            "section",
            element("h3", _("Meetings")),
            meetings_table(crew.times[0].series, by_clock),
            element("ul", together(element("li", note) for note in notes), class_="notes")
            if notes
            else "",
            class_="dates",
        ),
        id=crew_id,
        class_="crew",
        aria_labelledby=f"{crew_id}-title",
    )


def _starts(crew: Crew) -> list[datetime]:
    series = crew.times[0].series
    return [start.astimezone(ZoneInfo(series.zone)) for start in series.starts]


def _rhythm(crew: Crew, season: Season) -> str:
    starts = _starts(crew)
    first, last = starts[0].date(), starts[-1].date()
    length = duration(crew.times[0].series.length_minutes)
    languages = listed(map(language, crew.languages))
    if len(starts) == 1:
        return _("Once, on {first}, for {length}, in {languages}.").format(
            first=full_day(first), length=length, languages=languages
        )
    return _("{every}, {times}, from {first} to {last}, {length} each, in {languages}.").format(
        every=sentence(every(season.every_weeks)),
        times=times(len(starts)),
        first=day(first) if first.year == last.year else full_day(first),
        last=full_day(last),
        length=length,
        languages=languages,
    )


def _people(crew: Crew, cast: Cast) -> Html:
    names = [cast.name(key) for key in crew.members]
    return element(
        "section",
        element("h3", _("Around the table")),
        element(
            "div",
            circle(names),
            element(
                "ul",
                together(_member(n, key, crew, cast) for n, key in enumerate(crew.members)),
                class_="members",
            ),
            class_="seated",
        ),
        element("p", relationships(len(names)), class_="quiet"),
        class_="who",
    )


def _member(n: int, key: str, crew: Crew, cast: Cast) -> Html:
    name = cast.name(key)
    about = [place(cast.zone(key, crew))]
    if key in crew.hosts:
        willing = key in cast.people and cast.people[key].host is Hosting.YES
        about.append(_("would host") if willing else _("might host"))
    return element(
        "li",
        element("span", initials(name), class_=f"face t{n % THREADS}", aria_hidden="true"),
        element(
            "span",
            element("b", isolated(name)),
            " ",
            element("span", " · ".join(about), class_="quiet"),
        ),
    )


def _reasons(crew: Crew, cast: Cast) -> list[str]:
    return [_reason(reason, cast) for reason in crew.reasons if reason.kind not in _NOT_FOR_ALL]


def _reason(reason: Reason, cast: Cast) -> str:
    people = reason.values.get("people")
    if reason.kind == "if_need_be" and isinstance(people, Sized):
        # For whom it is a stretch is theirs to say, to their crew.
        return ngettext(
            "For {count} of them some of these hours are “if need be”.",
            "For {count} of them some of these hours are “if need be”.",
            len(people),
        ).format(count=len(people))
    return reason_in_words(reason, cast.names)
