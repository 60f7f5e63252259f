"""Crews of three through the changes of summer time in 2027, worked out by hand.

On these days clocks change in 2027, a second before the minute named:

- Europe: Sunday 28 March and Sunday 31 October, 01:00 UTC everywhere;
- North America: Sunday 14 March and Sunday 7 November, 02:00 on the clock before the change;
- Chile: Sunday 4 April, 00:00 back to Saturday 23:00; Sunday 5 September, 00:00 on to 01:00;
- New Zealand and Chatham: Sunday 4 April, 03:00 back to 02:00 in Auckland; Sunday 26 September,
  02:00 on to 03:00;
- Sydney: Sunday 4 April, 03:00 back to 02:00; Sunday 3 October, 02:00 on to 03:00;
- Lord Howe, by half an hour: Sunday 4 April, 02:00 back to 01:30; Sunday 3 October, 02:00 on to
  02:30.

Lagos (+1), Kathmandu (+5:45), Kolkata (+5:30), Singapore and Perth (+8), Tokyo (+9), Brisbane
(+10), Honolulu (-10), Phoenix (-7), Lima and Bogota (-5) and Sao Paulo (-3) never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain

from kinweave.solvers.crews.problem import Hours, Person, Problem, Season

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def hours(*ranges: str) -> tuple[tuple[int, int], ...]:
    """Minutes of the week from words: ``"Tue 19:00-20:30"``, also over midnight, also several
    with a comma between."""
    found = []
    for words in chain.from_iterable(part.split(", ") for part in ranges):
        day, clock = words.split(" ")
        begin, end = (int(at[:2]) * 60 + int(at[3:]) for at in clock.split("-"))
        start = WEEKDAYS.index(day) * 1440 + begin
        stop = WEEKDAYS.index(day) * 1440 + end + (1440 if end <= begin else 0)
        found.append((start, min(stop, 10080)))
        if stop > 10080:
            found.append((0, stop - 10080))
    return tuple(found)


def utc(words: str) -> datetime:
    """``"2027-03-16 18:00"``, in UTC."""
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


@dataclass(frozen=True)
class Through:
    """Three people in three zones who can meet at one time only, through a change.

    ``anchor``: whose clock the series follows. ``starts``: when each meeting begins, in UTC.
    ``clocks``: what the clock of each zone shows during each of the meetings.
    """

    name: str
    opens: date
    length: int
    anchor: str
    starts: tuple[str, ...]
    clocks: dict[str, tuple[str, ...]]

    def problem(
        self, *, without: tuple[str, int] | None = None, if_need_be: tuple[str, int] | None = None
    ) -> Problem:
        """All are free just when they are needed; but for the sake of one date alone, by its
        number, those of one zone are not free (``without``) or only if need be."""
        people = []
        for zone, shown in self.clocks.items():
            missing, unsure = (
                shown[one[1]] if one is not None and one[0] == zone else None
                for one in (without, if_need_be)
            )
            free = hours(*(words for words in shown if words not in {missing, unsure}))
            week = Hours(free, hours(unsure) if unsure else ())
            people.append(Person(zone, zone, week, frozenset({"en"})))
        return Problem(tuple(people), self.season)

    @property
    def season(self) -> Season:
        return Season(
            self.opens,
            meetings=len(self.starts),
            every_weeks=1,
            length_minutes=self.length,
            smallest=3,
            target=3,
            largest=3,
        )

    @property
    def instants(self) -> tuple[datetime, ...]:
        return tuple(map(utc, self.starts))

    @property
    def dates_that_differ(self) -> tuple[tuple[str, int], ...]:
        """Each zone's dates at which its clock shows something for the first time."""
        return tuple(
            (zone, number)
            for zone, shown in self.clocks.items()
            for number, words in enumerate(shown)
            if shown.index(words) == number
        )


CASES = (
    Through(
        "Europe goes forward",
        date(2027, 3, 15), 90, "Europe/Vienna",
        ("2027-03-16 18:00", "2027-03-23 18:00", "2027-03-30 17:00"),
        {
            "Europe/Vienna": ("Tue 19:00-20:30", "Tue 19:00-20:30", "Tue 19:00-20:30"),
            "Asia/Kathmandu": ("Tue 23:45-01:15", "Tue 23:45-01:15", "Tue 22:45-00:15"),
            "Africa/Lagos": ("Tue 19:00-20:30", "Tue 19:00-20:30", "Tue 18:00-19:30"),
        },
    ),
    Through(
        "Europe goes back",
        date(2027, 10, 18), 60, "Europe/Lisbon",
        ("2027-10-21 19:00", "2027-10-28 19:00", "2027-11-04 20:00"),
        {
            "Europe/Lisbon": ("Thu 20:00-21:00", "Thu 20:00-21:00", "Thu 20:00-21:00"),
            "America/Sao_Paulo": ("Thu 16:00-17:00", "Thu 16:00-17:00", "Thu 17:00-18:00"),
            "Asia/Kolkata": ("Fri 00:30-01:30", "Fri 00:30-01:30", "Fri 01:30-02:30"),
        },
    ),
    Through(
        "North America goes forward two weeks before Europe does",
        date(2027, 3, 8), 90, "America/New_York",
        ("2027-03-10 23:00", "2027-03-17 22:00", "2027-03-24 22:00", "2027-03-31 22:00"),
        {
            "America/New_York": ("Wed 18:00-19:30",) * 4,
            "Europe/Berlin": (
                "Thu 00:00-01:30", "Wed 23:00-00:30", "Wed 23:00-00:30", "Thu 00:00-01:30",
            ),
            "Asia/Tokyo": (
                "Thu 08:00-09:30", "Thu 07:00-08:30", "Thu 07:00-08:30", "Thu 07:00-08:30",
            ),
        },
    ),
    Through(
        "North America goes back a week after Europe did",
        date(2027, 10, 25), 60, "America/Los_Angeles",
        ("2027-10-30 17:00", "2027-11-06 17:00", "2027-11-13 18:00"),
        {
            "America/Los_Angeles": ("Sat 10:00-11:00", "Sat 10:00-11:00", "Sat 10:00-11:00"),
            "Europe/London": ("Sat 18:00-19:00", "Sat 17:00-18:00", "Sat 18:00-19:00"),
            "America/Phoenix": ("Sat 10:00-11:00", "Sat 10:00-11:00", "Sat 11:00-12:00"),
        },
    ),
    Through(
        "Chile goes back, and so does New Zealand",
        date(2027, 3, 29), 90, "America/Santiago",
        ("2027-03-29 22:30", "2027-04-05 23:30"),
        {
            "America/Santiago": ("Mon 19:30-21:00", "Mon 19:30-21:00"),
            "America/Bogota": ("Mon 17:30-19:00", "Mon 18:30-20:00"),
            "Pacific/Auckland": ("Tue 11:30-13:00", "Tue 11:30-13:00"),
        },
    ),
    Through(
        "Chile goes forward",
        date(2027, 8, 30), 60, "America/Santiago",
        ("2027-09-04 15:00", "2027-09-11 14:00"),
        {
            "America/Santiago": ("Sat 11:00-12:00", "Sat 11:00-12:00"),
            "Europe/Madrid": ("Sat 17:00-18:00", "Sat 16:00-17:00"),
            "America/Lima": ("Sat 10:00-11:00", "Sat 09:00-10:00"),
        },
    ),
    Through(
        "New Zealand goes back",
        date(2027, 3, 29), 60, "Pacific/Auckland",
        ("2027-04-01 06:00", "2027-04-08 07:00"),
        {
            "Pacific/Auckland": ("Thu 19:00-20:00", "Thu 19:00-20:00"),
            "Pacific/Chatham": ("Thu 19:45-20:45", "Thu 19:45-20:45"),
            "Pacific/Honolulu": ("Wed 20:00-21:00", "Wed 21:00-22:00"),
        },
    ),
    Through(
        "New Zealand goes forward",
        date(2027, 9, 20), 60, "Pacific/Auckland",
        ("2027-09-24 21:00", "2027-10-01 20:00"),
        {
            "Pacific/Auckland": ("Sat 09:00-10:00", "Sat 09:00-10:00"),
            "Asia/Singapore": ("Sat 05:00-06:00", "Sat 04:00-05:00"),
            "America/Chicago": ("Fri 16:00-17:00", "Fri 15:00-16:00"),
        },
    ),
    Through(
        "Lord Howe goes back by half an hour, Sydney by a whole one",
        date(2027, 3, 29), 90, "Australia/Lord_Howe",
        ("2027-03-30 09:00", "2027-04-06 09:30"),
        {
            "Australia/Lord_Howe": ("Tue 20:00-21:30", "Tue 20:00-21:30"),
            "Australia/Sydney": ("Tue 20:00-21:30", "Tue 19:30-21:00"),
            "Asia/Kathmandu": ("Tue 14:45-16:15", "Tue 15:15-16:45"),
        },
    ),
    Through(
        "Sydney goes forward by an hour, Lord Howe by half of one",
        date(2027, 9, 27), 60, "Australia/Sydney",
        ("2027-10-01 02:30", "2027-10-08 01:30"),
        {
            "Australia/Sydney": ("Fri 12:30-13:30", "Fri 12:30-13:30"),
            "Australia/Lord_Howe": ("Fri 13:00-14:00", "Fri 12:30-13:30"),
            "Australia/Perth": ("Fri 10:30-11:30", "Fri 09:30-10:30"),
        },
    ),
    Through(
        "a meeting skips the hour that Europe's clocks skip",
        date(2027, 3, 15), 90, "Europe/Vienna",
        ("2027-03-21 00:30", "2027-03-28 00:30"),
        {
            "Europe/Vienna": ("Sun 01:30-03:00", "Sun 01:30-02:00, Sun 03:00-04:00"),
            "Europe/London": ("Sun 00:30-02:00", "Sun 00:30-01:00, Sun 02:00-03:00"),
            "Africa/Lagos": ("Sun 01:30-03:00", "Sun 01:30-03:00"),
        },
    ),
    Through(
        "nobody needs the hour that does not exist",
        date(2027, 3, 22), 90, "Europe/Vienna",
        ("2027-03-28 00:30",),
        {
            "Europe/Vienna": ("Sun 01:30-02:00, Sun 03:00-04:00",),
            "Europe/London": ("Sun 00:30-01:00, Sun 02:00-03:00",),
            "Asia/Tokyo": ("Sun 09:30-11:00",),
        },
    ),
    Through(
        "a start that the clocks skip comes when it would have come",
        date(2027, 3, 15), 60, "Europe/Vienna",
        ("2027-03-21 01:30", "2027-03-28 01:30"),
        {
            "Europe/Vienna": ("Sun 02:30-03:30", "Sun 03:30-04:30"),
            "Africa/Lagos": ("Sun 02:30-03:30", "Sun 02:30-03:30"),
            "Asia/Kathmandu": ("Sun 07:15-08:15", "Sun 07:15-08:15"),
        },
    ),
    Through(
        "a start that comes twice is the first, and the hour that comes twice is needed twice",
        date(2027, 10, 18), 90, "Europe/Vienna",
        ("2027-10-24 00:30", "2027-10-31 00:30", "2027-11-07 01:30"),
        {
            "Europe/Vienna": (
                "Sun 02:30-04:00", "Sun 02:30-03:00, Sun 02:00-03:00", "Sun 02:30-04:00",
            ),
            "Europe/London": (
                "Sun 01:30-03:00", "Sun 01:30-02:00, Sun 01:00-02:00", "Sun 01:30-03:00",
            ),
            "Asia/Kathmandu": ("Sun 06:15-07:45", "Sun 06:15-07:45", "Sun 07:15-08:45"),
        },
    ),
    Through(
        "a meeting passes the midnight that Chile skips",
        date(2027, 8, 30), 90, "America/Santiago",
        ("2027-09-05 03:30",),
        {
            "America/Santiago": ("Sat 23:30-00:00, Sun 01:00-02:00",),
            "America/Lima": ("Sat 22:30-00:00",),
            "America/New_York": ("Sat 23:30-01:00",),
        },
    ),
    Through(
        "a meeting skips the half hour that Lord Howe skips",
        date(2027, 9, 27), 60, "Australia/Lord_Howe",
        ("2027-10-02 15:00",),
        {
            "Australia/Lord_Howe": ("Sun 01:30-02:00, Sun 02:30-03:00",),
            "Australia/Brisbane": ("Sun 01:00-02:00",),
            "Australia/Perth": ("Sat 23:00-00:00",),
        },
    ),
    Through(
        "ninety minutes need one hour of the clock when half an hour comes twice",
        date(2027, 3, 29), 90, "Australia/Lord_Howe",
        ("2027-04-03 14:00",),
        {
            "Australia/Lord_Howe": ("Sun 01:00-02:00, Sun 01:30-02:00",),
            "Australia/Brisbane": ("Sun 00:00-01:30",),
            "Australia/Perth": ("Sat 22:00-23:30",),
        },
    ),
)  # fmt: skip
