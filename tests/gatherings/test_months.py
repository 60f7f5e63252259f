"""A month of gatherings: each on its day, by the clock of whoever reads."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone, translation

from kinweave.gatherings import actions
from kinweave.gatherings.months import MOST, Month, weekdays
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.people.models import Person
from tests import builders
from tests.gatherings.cast import AT, Cast, client_of, date_of, once, says, somebody, soup
from tests.gatherings.test_pages import page, queries

MINE, CIRCLE = "/gatherings/month/", "/c/riverbend/gatherings/month/"
DAY = re.compile(r'<time datetime="([\d-]+)">.*?</time>(.*?)</td>', re.DOTALL)
LINK = re.compile(r"<a [^>]*>(.*?)</a>")
WORDS = re.compile(r"<[^>]*>")


def month(reader: Person, asked: str, address: str = MINE) -> dict[str, list[str]]:
    """What stands on each day on which something does."""
    shown = page(reader, f"{address}?month={asked}")
    found = {
        day: [WORDS.sub("", link) for link in LINK.findall(inside)]
        for day, inside in DAY.findall(shown)
    }
    assert len(found) >= 28
    assert all(day.startswith(asked) for day in found)
    return {day: links for day, links in found.items() if links}


def somebody_of(cast: Cast, zone: str) -> Person:
    made = somebody(f"{zone.split('/')[-1]} Reader", time_zone=zone)
    builders.member(cast.circle, made)
    return made


@pytest.mark.parametrize("address", [MINE, CIRCLE])
def test_each_date_stands_on_its_day_with_its_hour_and_leads_to_its_gathering(
    address: str, cast: Cast
) -> None:
    made = soup(cast.ada, cast.circle, day=date(2027, 5, 13))
    vera = somebody_of(cast, "Europe/Vienna")
    assert month(vera, "2027-05", address) == {
        "2027-05-13": ["19:00 Soup"], "2027-05-20": ["19:00 Soup"], "2027-05-27": ["19:00 Soup"],
    }  # fmt: skip
    assert page(vera, f"{address}?month=2027-05").count(f'href="{made.get_absolute_url()}"') == 3
    assert month(vera, "2027-06", address) == {}
    assert "Nothing stands in this month." in page(vera, f"{address}?month=2027-06")


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("UTC", "2027-05-12", "23:30"),
        ("Europe/Vienna", "2027-05-13", "01:30"),
        ("Asia/Tokyo", "2027-05-13", "08:30"),
        ("America/Los_Angeles", "2027-05-12", "16:30"),
        ("Pacific/Kiritimati", "2027-05-13", "13:30"),
        ("Asia/Kathmandu", "2027-05-13", "05:15"),
    ],
)
def test_a_date_is_of_the_day_that_it_is_for_the_reader(
    zone: str, day: str, hour: str, cast: Cast
) -> None:
    once(cast.ada, cast.circle, day=date(2027, 5, 12), time=time(23, 30), zone="UTC")
    reader = somebody_of(cast, zone)
    assert month(reader, "2027-05") == {day: [f"{hour} Soup"]}
    assert f"Days and hours are those of {zone.split('/')[-1].replace('_', ' ')}" in page(
        reader, MINE
    )


def test_the_last_night_of_a_month_is_in_the_month_in_which_it_is_for_the_reader(
    cast: Cast,
) -> None:
    once(cast.ada, cast.circle, day=date(2027, 5, 31), time=time(23, 30), zone="UTC")
    vera, ursula = somebody_of(cast, "Europe/Vienna"), somebody_of(cast, "UTC")
    assert (month(vera, "2027-05"), month(vera, "2027-06")) == ({}, {"2027-06-01": ["01:30 Soup"]})
    assert (month(ursula, "2027-05"), month(ursula, "2027-06")) == (
        {"2027-05-31": ["23:30 Soup"]}, {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "sunday"),
    [
        ("Europe/Vienna", date(2027, 3, 28)),
        ("Europe/Vienna", date(2027, 10, 31)),
        ("America/Santiago", date(2027, 9, 5)),  # its clocks leave out midnight
        ("Australia/Lord_Howe", date(2027, 4, 4)),
        ("America/New_York", date(2027, 11, 7)),
    ],
)
def test_a_month_in_which_the_clocks_change_has_all_its_days_and_hours(
    zone: str, sunday: date, cast: Cast
) -> None:
    made = soup(
        cast.ada, cast.circle, day=sunday - timedelta(days=7), zone=zone, minutes=30,
        time=time(0, 30) if zone == "Europe/Vienna" else time(23, 45),
    )  # fmt: skip
    reader = somebody_of(cast, zone)
    months = {f"{sunday + timedelta(days=days):%Y-%m}" for days in (-7, 0, 7)}
    shown = {day: links for one in months for day, links in month(reader, one).items()}
    assert shown == {
        f"{made.day + timedelta(days=7 * number)}": [f"{made.time:%H:%M} Soup"]
        for number in range(3)
    }


def test_what_lasts_for_days_stands_on_each_of_them(cast: Cast) -> None:
    once(
        cast.ada, cast.circle, name="Retreat", day=date(2027, 4, 30), time=time(18), zone="UTC",
        minutes=(2 * 24 - 4) * 60,
    )  # fmt: skip
    once(cast.ada, cast.circle, day=date(2027, 5, 1), time=time(9), zone="UTC", name="A walk")
    reader = somebody_of(cast, "UTC")
    assert month(reader, "2027-04") == {"2027-04-30": ["18:00 Retreat"]}
    assert month(reader, "2027-05") == {
        "2027-05-01": ["goes on Retreat", "09:00 A walk"],
        "2027-05-02": ["until 14:00 Retreat"],
    }


def test_a_feast_until_two_is_of_its_evening_and_what_ends_at_midnight_of_the_day_before(
    cast: Cast,
) -> None:
    once(
        cast.ada, cast.circle, name="Feast", day=date(2027, 5, 7), time=time(20), zone="UTC",
        minutes=360,
    )  # fmt: skip
    once(
        cast.ada, cast.circle, name="Two days", day=date(2027, 5, 10), time=time(0), zone="UTC",
        minutes=48 * 60,
    )  # fmt: skip
    assert month(somebody_of(cast, "UTC"), "2027-05") == {
        "2027-05-07": ["20:00 Feast"],
        "2027-05-10": ["00:00 Two days"],
        "2027-05-11": ["until 00:00 Two days"],
    }


def test_what_is_left_out_called_off_or_a_draft_stands_in_no_month(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, day=date(2027, 5, 13))
    actions.skip(cast.ada, date_of(made, 2), at=AT)
    assert list(month(cast.ben, "2027-05")) == ["2027-05-13", "2027-05-27"]
    actions.call_off(cast.ada, made, at=AT)
    assert month(cast.ben, "2027-05") == {}
    actions.plan(
        cast.ada, cast.circle, name="Draft", day=date(2027, 5, 14), time=time(9), zone="UTC",
        minutes=60, at=AT,
    )  # fmt: skip
    assert month(cast.ada, "2027-05") == {}


def test_what_had_been_when_it_was_called_off_stays_in_its_month(cast: Cast) -> None:
    before = AT.date() - timedelta(days=10)
    made = soup(cast.ada, cast.circle, day=before, zone="UTC", times=4)
    actions.call_off(cast.ada, made, at=AT)
    reader = somebody_of(cast, "UTC")
    shown = month(reader, f"{before:%Y-%m}") | month(reader, f"{AT:%Y-%m}")
    assert list(shown) == [f"{before}", f"{before + timedelta(days=7)}"]


def test_a_full_day_says_how_many_more_there_are_and_leads_to_all_of_them(cast: Cast) -> None:
    for hour in range(8, 8 + MOST + 3):
        once(
            cast.ada, cast.circle, name=f"Walk {hour}", day=date(2027, 5, 13), time=time(hour),
            zone="UTC",
        )  # fmt: skip
    reader = somebody_of(cast, "UTC")
    for address in (MINE, CIRCLE):
        *first, more = month(reader, "2027-05", address)["2027-05-13"]
        assert first == [f"{hour:02}:00 Walk {hour}" for hour in range(8, 8 + MOST)]
        assert more.startswith("and 3 more, 13 May 2027")
        listed = page(reader, f"{address}?day=2027-05-13")
        assert all(f"Walk {hour}" in listed for hour in range(8, 8 + MOST + 3))
        assert 'href="?month=2027-05"' in listed
        assert "Walk" not in page(reader, f"{address}?day=2027-05-14")


def test_however_many_begin_on_a_day_all_are_counted(cast: Cast) -> None:
    for number in range(20):
        once(cast.ada, cast.circle, name=f"Call {number}", day=date(2027, 5, 13), zone="UTC")
    once(
        cast.ada, cast.circle, name="Retreat", day=date(2027, 5, 13), time=time(20), zone="UTC",
        minutes=3 * 24 * 60,
    )  # fmt: skip
    shown = month(somebody_of(cast, "UTC"), "2027-05")
    assert shown["2027-05-13"][0] == "20:00 Retreat", "what lasts for days stands above"
    assert shown["2027-05-13"][-1].startswith("and 17 more")
    assert shown["2027-05-14"] == ["goes on Retreat"]


def test_a_month_of_thirty_asks_no_more_than_one_of_three(cast: Cast) -> None:
    for address in (MINE, CIRCLE):
        costs = []
        for many in (3, 27):
            for number in range(many):
                made = once(cast.ada, cast.circle, day=date(2027, 5, 1 + number))
                says(cast.ben, made, "yes")
            costs.append(queries(cast.ben, f"{address}?month=2027-05"))
        assert costs[0] == costs[1]


def test_a_month_holds_what_one_may_see_and_names_only_circles_that_one_sees(cast: Cast) -> None:
    once(cast.ada, cast.circle, day=date(2027, 5, 13))
    once(cast.ada, cast.circle, day=date(2027, 5, 14), audience="public", name="Open evening")
    assert list(month(cast.sol, "2027-05").values()) == [["17:00 Open evening"]]
    assert "Riverbend" not in page(cast.sol, f"{MINE}?month=2027-05")
    assert "Riverbend" in page(cast.ben, f"{MINE}?month=2027-05")
    assert client_of(cast.sol).get(CIRCLE).status_code == 404
    assert client_of(cast.sol).get("/c/nowhere/gatherings/month/").status_code == 404


def test_what_one_said_stands_with_the_date(cast: Cast) -> None:
    says(cast.ben, soup(cast.ada, cast.circle, day=date(2027, 5, 13)), "maybe", number=2)
    shown = dict(DAY.findall(page(cast.ben, f"{MINE}?month=2027-05")))
    assert "You may come" in shown["2027-05-20"]
    assert "You may come" not in shown["2027-05-13"]


NONSENSE = [
    "", "2027", "2027-13", "2027-00", "2027-5", "202-705", "٢٠٢٧-٠٥", "1999-12", "2100-01",
    "9999-12", "0000-01", "-001-01", "2027-05 OR 1=1", "9" * 400,
]  # fmt: skip


def test_what_names_no_month_or_day_within_reach_is_this_month(cast: Cast) -> None:
    client, here = client_of(cast.ben), f'<time datetime="{timezone.now():%Y-%m}-15">'
    for asked in NONSENSE:
        assert here in client.get(MINE, {"month": asked}).content.decode(), asked
    for asked in (*NONSENSE, "2027-02-29", "2027-05-1x", "20270513", "2100-01-01"):
        assert here in client.get(MINE, {"day": asked}).content.decode(), asked


def test_one_goes_from_month_to_month_back_to_this_one_and_to_the_list(cast: Cast) -> None:
    shown = page(cast.ben, f"{CIRCLE}?month=2027-01")
    for link in (
        'rel="prev" href="?month=2026-12">December 2026',
        'rel="next" href="?month=2027-02">February 2027',
        f'href="?month={timezone.now():%Y-%m}">This month',
        'href="/c/riverbend/gatherings/">As a list',
    ):
        assert link in shown
    for listed, address in (("/gatherings/", MINE), ("/c/riverbend/gatherings/", CIRCLE)):
        assert f'href="{address}">As a month' in page(cast.ben, listed)
    assert "This month" not in page(cast.ben, MINE)
    assert 'rel="prev"' not in page(cast.ben, f"{MINE}?month=2000-01")
    assert 'rel="next"' not in page(cast.ben, f"{MINE}?month=2099-12")


def test_today_is_marked_in_its_month_alone(cast: Cast) -> None:
    here = page(cast.ben, MINE)
    (today,) = re.findall(r'<td[^>]* aria-current="date"><time datetime="([\d-]+)"', here)
    assert today == f"{timezone.now():%Y-%m-%d}"
    assert 'aria-current="date"' not in page(cast.ben, f"{MINE}?month=2027-05")


def test_it_is_a_table_that_can_be_heard(cast: Cast) -> None:
    shown = page(cast.ben, f"{MINE}?month=2027-05")
    assert "<caption>" in shown
    assert [WORDS.sub("", cell) for cell in re.findall(r'<th scope="col">.*?</th>', shown)] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]  # fmt: skip
    rows = re.findall(r"<tr>(.*?)</tr>", shown, re.DOTALL)[1:]
    assert [row.count("<td") for row in rows] == [7] * 6


@pytest.mark.parametrize(
    ("language", "first", "row"),
    [
        ("en", "Monday", [0, 0, 0, 0, 0, 1, 2]),
        ("es", "lunes", [0, 0, 0, 0, 0, 1, 2]),
        ("pt-br", "Domingo", [0, 0, 0, 0, 0, 0, 1]),
        ("xx", "Monday", [0, 0, 0, 0, 0, 1, 2]),
    ],
)
def test_weeks_begin_as_they_do_where_the_language_is_spoken(
    language: str, first: str, row: list[int]
) -> None:
    with translation.override(language):
        assert weekdays()[0] == first
        weeks = Month(date(2027, 5, 1)).weeks()
    assert [day.day if day else 0 for day in weeks[0]] == row


def test_a_name_that_is_markup_stays_a_name(cast: Cast) -> None:
    once(cast.ada, cast.circle, day=date(2027, 5, 13), name="<b>Soup</b> & co")
    shown = client_of(cast.ben).get(f"{MINE}?month=2027-05").content.decode()
    assert "&lt;b&gt;Soup&lt;/b&gt; &amp; co" in shown
    assert "<b>" not in shown


def test_a_moon_stands_on_its_night(cast: Cast) -> None:
    soup(
        cast.ada, cast.circle, day=date(2027, 5, 20), time=time(21), zone="UTC",
        rhythm=Rhythm(Every.FULL_MOON), times=2,
    )  # fmt: skip
    assert "2027-06-19" in month(somebody_of(cast, "UTC"), "2027-06")
