"""Plans as the engine would give them, small enough to read in a test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kinweave.solvers.crews.problem import (
    CommonTime,
    Crew,
    Hosting,
    Hours,
    Person,
    Plan,
    Problem,
    Season,
    Series,
    Unplaced,
    Weights,
)
from kinweave.solvers.running import Quality, Reason

SEASON = Season(date(2027, 3, 1))
EVENINGS = Hours(((18 * 60, 22 * 60), (24 * 60 + 18 * 60, 24 * 60 + 22 * 60)))

CAST = (
    ("Io Nakamura", "io@example.org", "Europe/Vienna", Hosting.YES),
    ("Mads Ø. Lund", "mads@example.org", "Europe/Copenhagen", Hosting.NO),
    ("Temperance Okafor", "temperance@example.org", "America/New_York", Hosting.NO),
    ("Rubén Cañas", "ruben@example.org", "America/Santiago", Hosting.MAYBE),
    ("Noor", "noor@example.org", "Europe/Lisbon", Hosting.NO),
)
NAMES = {email: name for name, email, _zone, _host in CAST}


def person(
    key: str, zone: str = "Europe/Vienna", host: Hosting = Hosting.NO, **more: object
) -> Person:
    """Somebody who is free in the evenings and speaks English."""
    return Person(key, zone, EVENINGS, frozenset({"en"}), host=host, **more)


def series(
    weekday: int = 1, clock: str = "19:00", zone: str = "Europe/Vienna", season: Season = SEASON
) -> Series:
    """A season's meetings at this time of this zone; 0 is Monday."""
    hour, minute = map(int, clock.split(":"))
    first = season.start + timedelta(days=(weekday - season.start.weekday()) % 7)
    days = [first + timedelta(weeks=season.every_weeks * n) for n in range(season.meetings)]
    starts = [datetime(d.year, d.month, d.day, hour, minute, tzinfo=ZoneInfo(zone)) for d in days]
    return Series(zone, tuple(s.astimezone(UTC) for s in starts), season.length_minutes)


def crew(
    members: Iterable[str],
    times: Sequence[tuple[int, str]] = ((1, "19:00"),),
    *,
    zone: str = "Europe/Vienna",
    if_need_be: dict[tuple[int, str], tuple[str, ...]] | None = None,
    languages: tuple[str, ...] = ("en",),
    hosts: tuple[str, ...] = (),
    call: str | None = None,
    reasons: tuple[Reason, ...] = (),
    season: Season = SEASON,
) -> Crew:
    """A crew with these times, the proposed one first."""
    stretched = if_need_be or {}
    return Crew(
        members=tuple(sorted(members)),
        languages=languages,
        times=tuple(
            CommonTime(series(*time, zone, season), stretched.get(time, ())) for time in times
        ),
        hosts=hosts,
        score=0.8125,
        parts={"time": 0.7},
        call=call,
        reasons=reasons,
    )


def plan(*crews: Crew, unplaced: tuple[Unplaced, ...] = (), quality: Quality | None = None) -> Plan:
    """A plan of these crews."""
    return Plan(crews, unplaced, quality or Quality(3.25, 3.3), Weights(), seed=7)


def problem(*people: Person, season: Season = SEASON) -> Problem:
    """The problem that these people are."""
    return Problem(people, season)


def the_cast() -> tuple[Person, ...]:
    """Five people from Vienna to Santiago."""
    return tuple(person(email, zone, host) for _name, email, zone, host in CAST)


def their_crew() -> Crew:
    """The crew of the whole cast, with every reason that a crew can have but ``one_time``."""
    return crew(
        NAMES,
        ((1, "19:00"), (1, "18:30"), (1, "19:30"), (3, "18:30"), (3, "19:00"), (6, "16:00")),
        if_need_be={(6, "16:00"): ("noor@example.org",), (3, "19:00"): ("io@example.org",)},
        languages=("en", "es"),
        hosts=("io@example.org", "ruben@example.org"),
        call="Bread & grief",
        reasons=(
            Reason("common_times", {"count": 6, "minutes": 390}),
            Reason(
                "clocks_change",
                {
                    "dates": ["2027-03-14", "2027-03-28", "2027-04-04"],
                    "zones": ["Europe/Vienna", "America/New_York", "America/Santiago"],
                },
            ),
            Reason("if_need_be", {"people": ["noor@example.org"]}),
            Reason("met", {"met": 4, "pairs": 10}),
            Reason("hosts", {"yes": ["io@example.org"], "maybe": ["ruben@example.org"]}),
            Reason("shared", {"words": ["cooperatives", "grief work", "bread"]}),
            Reason("language", {"languages": ["en", "es"]}),
            Reason("wishes", {"met": 2}),
            Reason("call", {"name": "Bread & grief", "joined": 3}),
            Reason("size", {"size": 5, "target": 5}),
            Reason("places", {"zones": 5}),
        ),
    )


def waiting(key: str = "ada@example.org") -> Unplaced:
    """Somebody whom a few more hours would help."""
    return Unplaced(
        key,
        Reason("too_few_free", {"people": 1, "needed": 3}),
        (
            Reason("hours", {"ranges": [[1440 + 18 * 60, 1440 + 21 * 60]], "crews": 2}),
            Reason("language", {"language": "es", "people": 4}),
            Reason("next_season", {}),
        ),
    )
