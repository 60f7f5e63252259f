"""A week of hours: in half hours, in words, and kept through the page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kinweave.answers.day_words import TIMES_OF_DAY
from kinweave.answers.hours import HoursReader
from kinweave.journal.models import Entry
from kinweave.people.actions.week import paint_week
from kinweave.people.forms_week import NAMES
from kinweave.people.models import Person, Profile, Told, WeeklyHours
from kinweave.people.week import (
    BLANK,
    DAY,
    FREE,
    IF_NEED_BE,
    WEEK,
    NotATime,
    Stretch,
    Why,
    as_availability,
    in_days,
    in_words,
    read_day,
    woven,
)
from tests import builders

READER = HoursReader(TIMES_OF_DAY)
runs = st.tuples(st.sampled_from(".f?"), st.integers(1, 60))
weeks = st.lists(runs, min_size=1).map(
    lambda told: ("".join(sign * length for sign, length in told) * WEEK)[:WEEK]
)
stretches = st.builds(
    lambda begin, length, sign: Stretch(begin, begin + length, sign),
    st.integers(0, DAY - 1),
    st.integers(1, DAY - 1),
    st.sampled_from((FREE, IF_NEED_BE)),
)


def week_of(**days: str) -> str:
    return woven([read_day(days.get(name, "")) for name in NAMES])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@given(weeks)
def test_a_week_said_in_words_is_the_same_week(week: str) -> None:
    assert woven([read_day(text) for text in in_words(week)]) == week


@given(st.lists(st.lists(stretches, max_size=4), min_size=7, max_size=7))
def test_however_it_is_written_it_is_said_in_one_way(days: list[list[Stretch]]) -> None:
    written = [", ".join(map(str, day)) for day in days]
    week = woven([read_day(text) for text in written])
    assert week == woven(days)
    assert woven(list(map(read_day, in_words(week)))) == week
    shuffled = [", ".join(reversed(text.split(", "))) for text in written]
    assert in_words(woven(list(map(read_day, shuffled)))) == in_words(week)


@given(weeks)
def test_it_is_said_in_as_few_stretches_as_there_are(week: str) -> None:
    said = [one for day in in_days(week) for one in day]
    changes = sum(week[n] != week[n - 1] and week[n] != "." for n in range(WEEK))
    midnights = sum(week[n] == week[n - 1] != "." for n in range(0, WEEK, DAY))
    assert changes <= len(said) <= changes + midnights


@given(weeks)
def test_whatever_weaves_crews_reads_the_same_hours(week: str) -> None:
    hours = READER.read(as_availability(week)).hours
    read = [
        "f" if _inside(30 * n, hours.free) else "?" if _inside(30 * n, hours.if_need_be) else "."
        for n in range(WEEK)
    ]
    assert "".join(read) == week


def _inside(minute: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    again = minute + 7 * 24 * 60
    return any(begin <= one < end for begin, end in ranges for one in (minute, again))


def test_a_week_as_an_answer_of_a_form() -> None:
    week = week_of(monday="18:00-21:00, 22:00-01:00?", sunday="23:00-02:00")
    assert as_availability(week) == "Mon 18:00-21:00, 22:00-01:00?; Sun 23:00-02:00"
    assert week[:4] == "ffff"
    assert week[DAY : DAY + 3] == "??."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("18-21", "18:00-21:00"),
        (" 9.30 – 11:00 ; 12:00-13:00 ? ", "09:30-11:00, 12:00-13:00?"),
        ("00:00-24:00", "00:00-24:00"),
        ("18:00-00:00", "18:00-24:00"),
        ("18:00-20:00, 20:00-21:00", "18:00-21:00"),
        ("18:00-21:00?, 19:00-20:00", "18:00-19:00?, 19:00-20:00, 20:00-21:00?"),
        ("18:10-20:50", "18:30-20:30"),
        (", ,", ""),
    ],
)
def test_what_people_write_is_understood(text: str, said: str) -> None:
    assert in_words(week_of(monday=text))[0] == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("evenings", Why.UNCLEAR),
        ("18:00", Why.UNCLEAR),
        ("18:00-21:00 20:00-22:00", Why.UNCLEAR),
        ("18:00-25:00", Why.NO_SUCH_TIME),
        ("24:00-02:00", Why.NO_SUCH_TIME),
        ("18:75-19:00", Why.NO_SUCH_TIME),
        ("18:00-18:00", Why.NO_LENGTH),
        ("18:05-18:55", Why.TOO_SHORT),
    ],
)
def test_what_is_no_time_is_said_with_its_reason(text: str, why: Why) -> None:
    with pytest.raises(NotATime) as wrong:
        read_day(f"09:00-10:00, {text}")
    assert (wrong.value.piece, wrong.value.why) == (text, why)


def test_somebody_keeps_their_week_and_finds_it_again() -> None:
    person = builders.person()
    client = signed_in(person)
    answer = client.post("/week/", {"monday": "18-21", "sunday": "22:00-01:00?"}, follow=True)
    assert answer.redirect_chain == [("/week/", 302)]
    page = answer.content.decode()
    assert "Your week is kept." in page
    assert 'value="18:00-21:00"' in page
    assert 'value="22:00-01:00?"' in page
    hours = WeeklyHours.objects.get(person=person)
    assert hours.week == week_of(monday="18:00-21:00", sunday="22:00-01:00?")
    assert Entry.objects.filter(actor=person, verb="people.painted_week").count() == 1


def test_keeping_it_again_puts_it_in_place_of_the_one_before() -> None:
    person = builders.person()
    client = signed_in(person)
    client.post("/week/", {"monday": "18-21"})
    client.post("/week/", {"tuesday": "18-21"})
    hours = WeeklyHours.objects.get(person=person)
    assert in_words(hours.week)[:2] == ("", "18:00-21:00")


def test_a_mistake_keeps_what_was_typed_and_changes_nothing() -> None:
    person = builders.person()
    before = week_of(monday="18:00-21:00")
    paint_week(person, week=before, at=timezone.now())
    answer = signed_in(person).post("/week/", {"monday": "9-12", "tuesday": "<evenings>"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "“&lt;evenings&gt;” is not from one time until another." in page
    assert 'value="9-12"' in page
    assert 'value="&lt;evenings&gt;"' in page
    assert 'aria-describedby="id_tuesday_error"' in page
    assert WeeklyHours.objects.get(person=person).week == before


def test_what_is_narrowed_to_half_hours_is_said() -> None:
    answer = signed_in(builders.person()).post("/week/", {"friday": "18:10-20:50?"}, follow=True)
    words = "Friday: 18:10-20:50? is kept as 18:30-20:30?, in whole half hours."
    assert words in answer.content.decode()


def test_a_very_long_line_is_refused_in_words() -> None:
    answer = signed_in(builders.person()).post("/week/", {"monday": "18-21, " * 1000})
    assert answer.status_code == 200
    assert not WeeklyHours.objects.exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Told.ME, "Only you see it."),
        (Told.NEAR, "Your crews and pairs see it, nobody else."),
        (Told.CIRCLES, "The people of all your circles see it."),
    ],
)
def test_the_page_says_whose_clock_it_is_and_who_sees_it(told: Told, words: str) -> None:
    person = builders.person()
    person.time_zone = "America/Argentina/Buenos_Aires"
    person.save()
    Profile.objects.update_or_create(person=person, defaults={"hours_told": told})
    page = signed_in(person).get("/week/").content.decode()
    assert "by the clock in Buenos Aires" in page
    assert words in page


@pytest.mark.parametrize(
    ("told", "seen"), [(Told.ME, False), (Told.NEAR, False), (Told.CIRCLES, True)]
)
def test_a_fellow_member_reads_it_if_it_is_told_to_them(told: Told, seen: bool) -> None:
    person, fellow = builders.person("Tilda Teller"), builders.person("Otto Other")
    riverbend = builders.circle()
    for one in (person, fellow):
        builders.member(riverbend, one)
    week = week_of(thursday="18:00-21:00", sunday="22:00-01:00?")
    WeeklyHours.objects.create(person=person, week=week, changed_at=builders.NOW)
    Profile.objects.update_or_create(person=person, defaults={"hours_told": told})
    page = signed_in(fellow).get(f"/people/{person.pk}/").content.decode()
    assert ("18:00-21:00" in page) is seen
    assert ("22:00-01:00 if need be" in page) is seen
    assert ("Thursday" in page) is seen
    assert "18:00-21:00" in signed_in(person).get(f"/people/{person.pk}/").content.decode()


def test_looking_changes_nothing() -> None:
    person = builders.person()
    signed_in(person).get("/week/")
    assert not WeeklyHours.objects.exists()


def test_it_needs_an_account() -> None:
    assert Client().get("/week/").status_code == 302
    assert Client().post("/week/", {"monday": "18-21"}).status_code == 302
    assert not WeeklyHours.objects.exists()


def test_a_blank_week_has_no_words() -> None:
    assert as_availability(BLANK) == ""
