"""Forms of gatherings keep what was typed, and say what to write instead."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest

from kinweave.gatherings import actions
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.people.models import Person
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    Cast,
    a_draft,
    client_of,
    date_of,
    dates_of,
    length,
    said,
    says,
    soup,
    told,
)

NEW = "/c/riverbend/gatherings/new/"
PLAN = {
    "name": "Soup", "words": "canary-typed", "place": "", "directions": "", "link": "",
    "shared": "seen", "audience": "circle", "seats": "", "day": f"{FIRST_DAY}", "time": "19:00",
    "ends": "21:00", "last_day": "", "zone": "Europe/Vienna", "every": "once", "which": "",
    "times": "1",
}  # fmt: skip


def plan(who: Person, **said: str) -> str:
    """The page that comes back, with nothing made; or where it leads."""
    before = Gathering.objects.count()
    answer = client_of(who).post(NEW, {**PLAN, **said})
    assert Gathering.objects.count() == before + (answer.status_code == 302)
    return unescape(answer.content.decode()) if answer.status_code == 200 else "made"


def test_a_gathering_is_planned_looked_at_and_announced(cast: Cast) -> None:
    client = client_of(cast.ada)
    answer = client.post(NEW, {**PLAN, "every": "weekly", "times": "6"}, follow=True)
    assert "Only you see it yet" in answer.content.decode()
    made = Gathering.objects.get()
    assert (made.host, made.published_at, len(dates_of(made))) == (cast.ada, None, 6)
    client.post(f"{made.get_absolute_url()}announcement/")
    made.refresh_from_db()
    assert made.published_at is not None


SAYS = {
    "ends before it starts": ({"ends": "18:00"}, "It would end before it starts"),
    "ends as it starts": ({"ends": "19:00"}, "It would end before it starts"),
    "ends the day before": (
        {"last_day": f"{FIRST_DAY - timedelta(days=1)}"}, "It would end before it starts",
    ),
    "lasts for weeks": (
        {"last_day": f"{FIRST_DAY + timedelta(days=15)}"}, "more than two weeks",
    ),
    "has passed": ({"day": f"{AT.date() - timedelta(days=2)}"}, "This has passed already"),
    "in another century": ({"day": "1999-12-31"}, "too far away"),
    "in the year one": ({"day": "0001-01-01"}, "too far away"),
    "in a far year": ({"day": "9999-12-31"}, "too far away"),
    "last day of another century": ({"last_day": "9999-12-31"}, "too far away"),
    "a link that runs": ({"link": "javascript:alert(1)"}, "valid URL"),
    "a link that fetches": ({"link": "ftp://x"}, "valid URL"),
    "a link without a scheme": ({"link": "example.org/call"}, "valid URL"),
    "a rhythm of one date": ({"every": "weekly", "times": "1"}, "A rhythm needs two dates"),
    "no date": ({"every": "weekly", "times": "0"}, "Write 1 or more"),
    "sixty-one dates": ({"every": "weekly", "times": "61"}, "Write 60 or less"),
    "no name": ({"name": " \n "}, "This field is required"),
    "an unknown zone": ({"zone": "Europe/Atlantis"}, "Europe/Atlantis is not one of"),
    "a zone that is a way": ({"zone": "../../etc/passwd"}, "is not one of"),
    "no seats": ({"seats": "0"}, "Write 1 or more"),
    "for named people": ({"audience": "named"}, "named is not one of"),
    "a weekday that is none": ({"every": "weekday", "which": "5", "times": "3"}, "5 is not one"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAYS)
def test_what_does_not_fit_is_told_and_what_was_typed_stays(name: str, cast: Cast) -> None:
    typed, words = SAYS[name]
    page = plan(cast.ada, **typed)
    assert words in page
    assert "canary-typed" in page
    for field, value in typed.items():
        if field in {"day", "last_day", "ends", "link", "times", "seats"}:
            assert f'value="{value}"' in page


def test_whoever_wants_too_many_dates_is_not_told_that_they_want_too_few(cast: Cast) -> None:
    page = plan(cast.ada, every="weekly", times="61")
    assert "Write 60 or less" in page
    assert "A rhythm needs two dates" not in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x", "data:text/html,x"])
def test_other_words_are_held_to_the_same_as_the_first_ones(link: str, cast: Cast) -> None:
    made = a_draft(cast.ada, cast.circle)
    address, typed = f"{made.get_absolute_url()}change/", {**PLAN, "name": "Stew", "minutes": "90"}
    answer = client_of(cast.ada).post(address, {**typed, "link": link})
    assert answer.status_code == 200
    assert "canary-typed" in answer.content.decode()
    made.refresh_from_db()
    assert (made.name, made.link, length(date_of(made))) == ("Soup", "", timedelta(hours=2))
    client_of(cast.ada).post(address, {**typed, "link": "https://example.org/call"})
    made.refresh_from_db()
    assert (made.name, made.link) == ("Stew", "https://example.org/call")
    assert length(date_of(made)) == timedelta(minutes=90)


def test_a_name_and_a_place_become_one_line(cast: Cast) -> None:
    broken = "Soup\r\nBcc: x\u2028and\tbread\x00"
    assert plan(cast.ada, name=broken, place=broken) == "made"
    made = Gathering.objects.get()
    assert made.name == made.place == "Soup Bcc: x and bread"


def test_a_reason_becomes_one_line(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    client = client_of(cast.ada)
    client.post(f"{made.get_absolute_url()}dates/1/", {"skip": "1", "reason": "No\r\npot"})
    assert date_of(made).reason == "No pot"
    client.post(f"{made.get_absolute_url()}calling-off/", {"reason": "Never\r\nagain"})
    made.refresh_from_db()
    assert made.reason == "Never again"


def test_what_begins_in_the_evening_may_end_on_another_day(cast: Cast) -> None:
    said = {"ends": "02:00", "last_day": f"{FIRST_DAY + timedelta(days=1)}"}
    assert plan(cast.ada, **said) == "made"
    assert length(date_of(Gathering.objects.get())) == timedelta(hours=7)


def test_what_is_once_has_one_date_whatever_stands_beside_it(cast: Cast) -> None:
    assert plan(cast.ada, times="7", which="2") == "made"
    assert Occasion.objects.count() == 1


SPRING = next(  # the Sunday on which clocks in Vienna go from two to three
    day for number in range(25, 32) if (day := date(FIRST_DAY.year + 1, 3, number)).weekday() == 6
)
AUTUMN = next(
    day for number in range(25, 32) if (day := date(FIRST_DAY.year + 1, 10, number)).weekday() == 6
)


@pytest.mark.parametrize(
    ("day", "hour", "words"),
    [
        (SPRING, "02:30", "The clocks leave out this hour on that day"),
        (AUTUMN, "02:30", "The clocks show this hour twice on that day: the first of both"),
        (SPRING, "04:30", ""),
    ],
)
def test_an_hour_that_clocks_leave_out_or_show_twice_is_said(
    day: date, hour: str, words: str, cast: Cast
) -> None:
    client, told = client_of(cast.ada), {"day": f"{day}", "time": hour}
    page = client.post(NEW, {**PLAN, **told, "ends": "06:00"}, follow=True).content.decode()
    assert words in page if words else "The clocks" not in page
    made = soup(cast.ada, cast.circle)
    address = f"{made.get_absolute_url()}dates/2/"
    page = client.post(address, {"move": "1", **told}, follow=True).content.decode()
    assert words in page if words else "The clocks" not in page


def test_a_date_is_moved_left_out_and_put_back_on_its_page(cast: Cast) -> None:
    made, client = soup(cast.ada, cast.circle), client_of(cast.ada)
    says(cast.ben, made, "yes", every=True)
    address = f"{made.get_absolute_url()}dates/2/"
    new = FIRST_DAY + timedelta(days=8)
    client.post(address, {"move": "1", "day": f"{new}", "time": "20:15"})
    assert (date_of(made, 2).day, f"{date_of(made, 2).time:%H:%M}") == (new, "20:15")
    page = client.post(address, {"move": "1", "day": "soon", "time": "20:15"})
    assert 'value="soon"' in page.content.decode()
    client.post(address, {"skip": "1", "reason": "A holiday."})
    assert "A holiday." in client_of(cast.ben).get(made.get_absolute_url()).content.decode()
    client.post(address, {"back": "1"})
    assert date_of(made, 2).skipped_at is None
    assert said(made, 2) == {"ben": "yes"}
    assert [told(name) for name in ("moved", "skipped", "put_back")] == [["ben"]] * 3


def test_a_date_is_not_moved_into_the_past_by_a_slip_of_the_hand(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    says(cast.ben, made, "yes", every=True)
    slip = {"move": "1", "day": f"{FIRST_DAY - timedelta(days=365)}", "time": "19:00"}
    page = client_of(cast.ada).post(f"{made.get_absolute_url()}dates/2/", slip)
    assert date_of(made, 2).day == FIRST_DAY + timedelta(days=7)
    assert page.status_code == 200
    assert f'value="{slip["day"]}"' in page.content.decode()


def test_a_series_that_would_have_more_than_sixty_dates_is_told_and_the_number_stays(
    cast: Cast,
) -> None:
    made, client = soup(cast.ada, cast.circle), client_of(cast.ada)
    address = f"{made.get_absolute_url()}more/"
    page = client.post(address, {"more": "58"})
    assert "A series has sixty dates at most" in page.content.decode()
    assert 'value="58"' in page.content.decode()
    assert client.post(address, {"more": "57"}).status_code == 302
    assert len(dates_of(made)) == 60


def test_a_draft_is_thrown_away_on_a_page_and_leads_back_to_the_circle(cast: Cast) -> None:
    made = a_draft(cast.ada, cast.circle)
    answer = client_of(cast.ada).post(
        f"{made.get_absolute_url()}calling-off/", {"csrfmiddlewaretoken": "x"}
    )
    assert answer["Location"] == "/c/riverbend/gatherings/"
    assert not Gathering.objects.exists()


def test_who_changes_a_date_of_what_is_called_off_is_told_so(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    actions.call_off(cast.ada, made, at=AT)
    answer = client_of(cast.ada).post(
        f"{made.get_absolute_url()}dates/1/", {"skip": "1", "reason": ""}, follow=True
    )
    assert "does not take place any more" in answer.content.decode()
