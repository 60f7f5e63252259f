"""What a calendar's file says, what of it cannot be read, and that no file takes long."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kinweave.gatherings.clock import instant
from kinweave.gatherings.rhythm import Every
from kinweave.importing.reading import Found, NoCalendar, read
from kinweave.importing.reading.calendar import MOST_BYTES, MOST_EVENTS
from kinweave.importing.reading.remarks import STOPPED, Kind
from kinweave.importing.words import REMARKS, WHY, remark, why
from tests.importing.calendars import SITE, VIENNA, calendar, event, found, said_of, series

pytestmark = pytest.mark.once

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SEVEN = {"DTSTART": "20261201T190000", "DTEND": "20261201T210000"}


def at(now: datetime, *events: str, **more: Any) -> Found:
    return found(*events, now=now, **more)


def starts(one: Found) -> list[str]:
    """Of its first event: the instants of its dates."""
    dates = one.events[0].taking_place
    zone = one.events[0].zone
    return [instant(date.wall, zone).isoformat()[:16] for date in dates if date.wall]


# Times --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("Europe/Vienna", "Europe/Vienna"),
        ("europe/vienna", "Europe/Vienna"),
        ("/mozilla.org/20050126_1/America/New_York", "America/New_York"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires",
         "America/Argentina/Buenos_Aires"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Pacific Standard Time", "America/Los_Angeles"),
    ],
)  # fmt: skip
def test_a_zone_is_known_by_what_programs_call_it(tzid: str, zone: str) -> None:
    told = event(DTSTART=None, DTEND=None, DURATION="PT1H")
    read = at(NOW, told.replace("UID:", f"DTSTART;TZID={tzid}:20261201T190000\r\nUID:"))
    assert (read.events[0].zone, read.events[0].dates[0].usual.hour) == (zone, 19)
    assert read.remarks == ()


OWN_ZONE = """BEGIN:VTIMEZONE\r
TZID:Customized Time Zone\r
BEGIN:STANDARD\r
DTSTART:16010101T030000\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
BEGIN:DAYLIGHT\r
DTSTART:16010101T020000\r
RRULE:{rule}\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
END:DAYLIGHT\r
END:VTIMEZONE"""
IN_OWN_ZONE = event(
    DTSTART=None, DTEND=None, DURATION="PT1H",
    **{"DTSTART;TZID=Customized Time Zone": "20270701T190000"},
)  # fmt: skip


def test_a_zone_without_a_name_is_known_by_what_its_clocks_do_and_that_is_said() -> None:
    rule = "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"
    read = at(NOW, OWN_ZONE.format(rule=rule), IN_OWN_ZONE)
    assert read.events[0].zone == VIENNA
    assert said_of(read) == [("zone taken", "Customized Time Zone → Europe/Vienna")]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYHOUR=1,2,3", "x"])
def test_a_zone_that_nobody_knows_is_said_and_not_guessed(rule: str) -> None:
    read = at(NOW, OWN_ZONE.format(rule=rule), IN_OWN_ZONE)
    assert (read.events, said_of(read)) == ((), [("zone", "Customized Time Zone")])
    assert at(NOW, IN_OWN_ZONE).seen == {"soup@elsewhere"}


def test_times_without_a_zone_are_the_circles_or_what_the_calendar_says() -> None:
    floating = event(**SEVEN)
    assert starts(at(NOW, floating)) == ["2026-12-01T18:00"]
    assert starts(at(NOW, floating, head="X-WR-TIMEZONE:America/New_York")) == ["2026-12-02T00:00"]
    utc = event(DTSTART="20261201T190000Z", DTEND="20261201T200000Z")
    read = at(NOW, utc, zone="Asia/Tokyo")
    assert (read.events[0].zone, starts(read)) == ("Asia/Tokyo", ["2026-12-01T19:00"])


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", VIENNA])
def test_a_whole_day_never_shifts(zone: str) -> None:
    day = event(**{"DTSTART;VALUE=DATE": "20261224", "DTEND;VALUE=DATE": "20261227"},
                DTSTART=None, DTEND=None)  # fmt: skip
    (one,) = at(NOW, day, zone=zone).events
    assert [date.wall for date in one.dates] == [datetime(2026, 12, 24)]
    assert one.minutes == 3 * 24 * 60
    yearly = event(DTSTART="20201224", DTEND=None, RRULE="FREQ=YEARLY")
    (one,) = at(NOW, yearly, zone=zone).events
    assert [date.wall for date in one.dates] == [datetime(2026, 12, 24), datetime(2027, 12, 24)]


def test_weekly_at_ten_stays_at_ten_when_the_clocks_change() -> None:
    weekly = series(rule="FREQ=WEEKLY;COUNT=20", DTSTART="20270301T100000", DTEND="20270301T110000")
    walls = [one.wall for one in at(NOW, weekly).events[0].dates]
    assert {one.hour for one in walls if one} == {10}


# Dates --------------------------------------------------------------------------------------------

RULES = [
    "FREQ=DAILY;COUNT=10", "FREQ=DAILY;INTERVAL=3;UNTIL=20270110T180000Z", "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU", "FREQ=DAILY;BYDAY=MO,WE,FR",
    "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=-1TU",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=12;BYDAY=1TU", "FREQ=WEEKLY;UNTIL=20270101",
    "FREQ=YEARLY;BYYEARDAY=1,100", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=WEEKLY;BYMONTH=1,2",
]  # fmt: skip
BEGINS = ["20261201T190000", "20250107T190000", "19990105T190000", "20240131T190000"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("begin", BEGINS)
def test_dates_are_those_that_an_independent_library_finds(rule: str, begin: str) -> None:
    told = series(rule=rule, DTSTART=begin, DTEND=None, DURATION="PT2H")
    told = told.replace("DTSTART:", "DTSTART;TZID=Europe/Vienna:")
    read = at(NOW, told)
    clock = ZoneInfo(VIENNA)
    whole = Calendar.from_ical(calendar(told))
    wanted = sorted(
        one.start.astimezone(UTC).isoformat()[:16]
        for one in recurring_ical_events.of(whole).between(NOW, NOW + timedelta(days=729))
        if one.end.astimezone(clock) > NOW
    )
    assert (starts(read) if read.events else []) == wanted[:60]
    assert ("bounded" in {kind for kind, _about in said_of(read)}) == (len(wanted) > 60)


@pytest.mark.parametrize(
    ("rule", "every", "which"),
    [
        ("FREQ=WEEKLY;COUNT=5", Every.WEEKLY, 0),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=5", Every.WEEKLY, 0),
        ("FREQ=DAILY;INTERVAL=7;COUNT=5", Every.WEEKLY, 0),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=5", Every.FORTNIGHTLY, 0),
        ("FREQ=MONTHLY;COUNT=5", Every.MONTHLY, 0),
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=5", Every.WEEKDAY, 1),
        ("FREQ=MONTHLY;INTERVAL=3;COUNT=5", Every.QUARTERLY, 0),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5", Every.DATES, 0),
        ("FREQ=DAILY;COUNT=5", Every.DATES, 0),
        ("FREQ=WEEKLY;INTERVAL=3;COUNT=5", Every.DATES, 0),
        ("FREQ=MONTHLY;BYDAY=-1TU;COUNT=5", Every.WEEKDAY, -1),
    ],
)
def test_a_rule_is_one_of_our_rhythms_only_where_that_gives_the_same_dates(
    rule: str, every: Every, which: int
) -> None:
    rhythm = at(NOW, series(rule=rule, **SEVEN)).events[0].rhythm
    assert (rhythm.every, rhythm.which) == (every, which)


def test_dates_that_are_told_alone_are_one_gathering() -> None:
    alone = [
        event("x", f"RECURRENCE-ID:202612{day}T180000Z",
              DTSTART=f"202612{day}T180000Z", DTEND=f"202612{day}T190000Z")
        for day in ("02", "05", "09")
    ]  # fmt: skip
    (one,) = at(NOW, *alone).events
    assert ([date.usual.day for date in one.dates], one.rhythm.every) == ([2, 5, 9], Every.DATES)


def test_a_date_that_moves_from_the_past_is_still_to_come() -> None:
    moved = event("series@elsewhere", "RECURRENCE-ID;TZID=Europe/Vienna:20261124T190000",
                  DTSTART="20261130T180000Z", DTEND="20261130T200000Z")  # fmt: skip
    read = at(
        NOW,
        series(rule="FREQ=WEEKLY;COUNT=3", DTSTART="20261117T190000", DTEND="20261117T210000"),
        moved,
    )
    assert starts(read) == ["2026-11-30T18:00", "2026-12-01T18:00"]


# Words --------------------------------------------------------------------------------------------


def test_words_are_cleaned_and_stay_on_their_line() -> None:
    (one,) = at(
        NOW,
        event(
            **SEVEN, SUMMARY="A\\nB\u2028C\x00 \u0085D" + "e" * 200, LOCATION="Kitchen\\n2nd floor",
            DESCRIPTION="<p>Bring a <b>bowl</b>.</p><script>x</script><br>Yes &amp; no",
            URL="javascript:1",
            ATTENDEE="mailto:canary@example.org", ORGANIZER="mailto:canary@example.org",
        ),
    ).events  # fmt: skip
    assert one.name.startswith("A B C D")
    assert (len(one.name), one.name[-1], one.name.isprintable()) == (120, "…", True)
    assert one.place == "Kitchen 2nd floor"
    assert one.words == "Bring a bowl.\n\nYes & no"
    assert "canary" not in repr(one)


@pytest.mark.parametrize(
    ("told", "link", "place"),
    [
        ({"LOCATION": "https://meet.example/a"}, "https://meet.example/a", ""),
        ({"LOCATION": "javascript:1"}, "", "javascript:1"),
        ({"CONFERENCE": "https://meet.example/a b"}, "", ""),
        ({"X_GOOGLE_CONFERENCE": "ftp://meet.example/"}, "", ""),
    ],
)
def test_a_link_leads_to_the_web_or_is_none(told: dict[str, str], link: str, place: str) -> None:
    (one,) = at(NOW, event(**SEVEN, **told)).events
    assert (one.link, one.place) == (link, place)


def test_lines_are_folded_where_programs_fold_them_and_written_in_whatever_letters() -> None:
    folded = calendar(event(SUMMARY="Grüße", **SEVEN)).replace("ü".encode(), b"\xc3\r\n \xbc")
    old = calendar(event(SUMMARY="Grüße", **SEVEN)).decode().encode("cp1252")
    mac = calendar(event(SUMMARY="Grüße", **SEVEN)).replace(b"\r\n", b"\r")
    for data in (folded, old, mac, b"\xef\xbb\xbf" + calendar(event(SUMMARY="Grüße", **SEVEN))):
        (one,) = read(data, zone=VIENNA, now=NOW, site=SITE).events
        assert one.name == "Grüße"


# What cannot be read ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (event(DTSTART="20261301T190000"), "date"),
        (event(DTSTART="20260230"), "date"),
        (event(DTSTART="soon"), "date"),
        (event(DTSTART="00010101T000000"), "date"),
        (event(DTSTART="99991231T235959Z"), "date"),
        (event(DTSTART="20261201T190000,20261202T190000"), "date"),
        (event(DTSTART=None), "no start"),
        (event(DTSTART="20261201T190000", DTEND="20261201T180000"), "ends before"),
        (event(DTSTART="20261201T190000", DTEND="20261201T190000"), "ends before"),
        (event(DTSTART="20261201T190000", DTEND=None, DURATION="-PT1H"), "ends before"),
        (event(DTSTART="20261201T190000", DTEND=None, DURATION="an hour"), "date"),
        (event(DTSTART="20261201T190000", DTEND="20270201T190000"), "too long"),
        (series(rule="FREQ=SOMETIMES"), "rule"),
        (series(rule="FREQ=WEEKLY;INTERVAL=0"), "rule"),
        (series(rule="FREQ=WEEKLY;INTERVAL=x"), "rule"),
        (series(rule="FREQ=WEEKLY;BYDAY=XX"), "rule"),
        (series(rule="FREQ=MONTHLY;BYSETPOS=0"), "rule"),
        (series(rule="FREQ=WEEKLY;RSCALE=HEBREW"), "rule"),
        (series(rule="FREQ=WEEKLY;FREQ=DAILY"), "rule"),
        (series(rule="FREQ=DAILY;BYHOUR=25"), "rule"),
        (series(rule="FREQ=DAILY;UNTIL=never"), "rule"),
        (series(rule=""), "rule"),
        (series(rule="FREQ=HOURLY"), "rule often"),
        (series(rule="FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"), "rule often"),
        (series(rule="FREQ=DAILY;BYMINUTE=0,10,20,30,40"), "rule often"),
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_read_is_left_out_and_said_and_all_others_come(
    wrong: str, kind: str
) -> None:
    good = event("good@elsewhere", SUMMARY="Good", **SEVEN)
    read = at(NOW, wrong, good)
    assert [one.name for one in read.events] == ["Good"]
    assert [said for said, _about in said_of(read)] == [kind]
    assert len(read.seen) == 2
    (one,) = read.remarks
    assert 4 <= one.line <= 11
    assert f"Line {one.line}: " in remark(one.line, one.kind, one.about)


def test_a_line_that_cannot_be_read_is_said_by_its_number() -> None:
    read = at(NOW, event("a", "no line at all", "EXDATE:nonsense", **SEVEN))
    assert len(read.events) == 1
    told = [remark(one.line, one.kind, one.about) for one in read.remarks]
    assert told == [
        "Line 9: this could not be read and is left out: no line at all",
        "Line 10: this date could not be read: EXDATE:nonsense",
    ]


def test_what_comes_in_otherwise_is_said() -> None:
    other = event("series@elsewhere", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T180000Z",
                  SUMMARY="Stew", DTSTART="20261208T180000Z", DTEND="20261208T210000Z")  # fmt: skip
    read = at(
        NOW,
        series(rule="FREQ=WEEKLY", **SEVEN),
        other,
        event("a", DTSTART="20261201T190000", DTEND=None),
    )
    kinds = [kind for kind, _about in said_of(read)]
    assert kinds == ["following", "date differs", "bounded", "no end"]
    assert read.events[0].minutes in {60, 120}


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"\x00" * 100, b"BEGIN:VEVENT\nEND:VEVENT", b"PK\x03\x04"]
)
def test_what_is_no_calendar_is_known_as_none(data: bytes) -> None:
    with pytest.raises(NoCalendar):
        read(data, zone=VIENNA, now=NOW, site=SITE)


def test_everything_that_is_said_has_its_words() -> None:
    assert set(REMARKS) == set(Kind)
    assert all(why(kind) for kind in WHY)
    assert why("something new")


# Large and hostile --------------------------------------------------------------------------------


def test_of_very_many_events_two_thousand_come_and_that_is_said() -> None:
    short = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20261201T190000\r\nDURATION:PT1H\r\nEND:VEVENT"
    read = at(NOW, *(short.format(n) for n in range(MOST_EVENTS + 50)))
    assert (len(read.events), read.whole) == (MOST_EVENTS, False)
    assert said_of(read) == [("too many events", "")]


def test_of_very_many_dates_ten_thousand_come_and_that_is_said() -> None:
    daily = [event(f"{n}", RRULE="FREQ=DAILY", SUMMARY=f"{n}", **SEVEN) for n in range(170)]
    read = at(NOW, *daily)
    assert sum(len(one.dates) for one in read.events) <= 10_000
    assert len(read.events) == 166
    assert "too many dates" in {kind for kind, _about in said_of(read)}
    assert read.whole is False


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1;COUNT=9",
    ],
)  # fmt: skip
def test_rules_that_are_long_to_reckon_take_so_many_steps_and_no_more(rule: str) -> None:
    """What is left of the steps says how much was reckoned: no clock is asked."""
    told = [
        event(f"{n}", RRULE=rule, DTSTART="19700101T000000Z", DTEND=None, DURATION="PT1H")
        for n in range(90)
    ]
    read = at(NOW, *told)
    kinds = {kind for kind, _about in said_of(read)}
    assert kinds <= {"too many dates", "bounded"}
    assert "too many dates" in kinds


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 60_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"\x00:\n" * 100_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + b" \n" * 500_000,
        b"BEGIN:VCALENDAR\r\n" + b"a" * 60_000_000,
    ],
    ids=["begins", "junk", "folds", "sixty megabytes"],
)
def test_a_file_of_nothing_but_trouble_is_soon_over_and_never_held_in_full(data: bytes) -> None:
    tracemalloc.start()
    found = read(data, zone=VIENNA, now=NOW, site=SITE)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.events == ()
    assert found.whole is False
    assert most < 60 * MOST_BYTES
    assert len(found.remarks) <= 100 + len(STOPPED)


@given(st.binary(max_size=200), st.integers(0, 1_000), st.integers(0, 40))
def test_no_file_whatever_stands_in_it_is_more_than_said(
    junk: bytes, place: int, instead: int
) -> None:
    data = calendar(series("EXDATE:20261208T180000Z"), event(LOCATION="Kitchen"), OWN_ZONE)
    where = place % len(data)
    with suppress(NoCalendar):
        read(data[:where] + junk + data[where + instead :], zone=VIENNA, now=NOW, site=SITE)
