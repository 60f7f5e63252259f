"""Pages of gatherings, as people read and use them."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from kinweave.circles.actions import leave
from kinweave.circles.models import Circle, Scale
from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Gathering
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.people.models import Block, Person
from tests import builders
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    Cast,
    a_draft,
    client_of,
    date_of,
    more_like,
    once,
    said,
    says,
    somebody,
    soup,
)

WHERE = {
    "place": "canary-place", "directions": "canary-way", "link": "https://example.org/canary-link"
}  # fmt: skip
SECRET = ("canary-place", "canary-way", "canary-link")
LISTS = ("/gatherings/", "/c/riverbend/gatherings/")


def page(reader: Person | None, address: str) -> str:
    client = client_of(reader) if reader else Client()
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def shown(reader: Person | None, gathering: Gathering) -> str:
    return page(reader, gathering.get_absolute_url())


def queries(reader: Person, address: str) -> int:
    client = client_of(reader)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", LISTS)
def test_a_series_stands_in_a_list_once_with_its_next_date(address: str, cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    says(cast.ben, made, "maybe", number=2)
    assert page(cast.ben, address).count(f'href="{made.get_absolute_url()}"') == 1
    assert "You may come" not in page(cast.ben, address)
    actions.skip(cast.ada, date_of(made), at=AT)
    listed = page(cast.ben, address)
    assert listed.count(f'href="{made.get_absolute_url()}"') == 1
    assert f"{FIRST_DAY + timedelta(days=7):%-d}<small>" in listed
    assert f"{FIRST_DAY:%-d}<small>" not in listed
    assert "You may come" in listed
    assert "Every week" in listed
    actions.call_off(cast.ada, made, at=AT)
    assert made.get_absolute_url() not in page(cast.ben, address)


@pytest.mark.parametrize("address", LISTS)
def test_a_series_stands_in_a_list_once_when_two_of_its_dates_begin_together(
    address: str, cast: Cast
) -> None:
    made = soup(cast.ada, cast.circle)
    first = date_of(made)
    actions.move(cast.ada, date_of(made, 2), day=first.day, time=first.time, at=AT)
    assert page(cast.ben, address).count(f'href="{made.get_absolute_url()}"') == 1


@pytest.mark.parametrize("address", LISTS)
def test_a_list_of_thirty_asks_no_more_than_one_of_three(address: str, cast: Cast) -> None:
    costs = []
    for many in (3, 27):
        for _ in range(many):
            says(cast.ben, soup(cast.ada, cast.circle), "yes")
        costs.append(queries(cast.ben, address))
    assert costs[0] == costs[1]
    assert Gathering.objects.count() == 30


def test_three_thousand_are_listed_and_shown_with_as_few_questions_as_thirty(
    cast: Cast,
) -> None:
    made, costs = once(cast.ada, cast.circle), []
    says(cast.ben, made, "yes")
    for many in (29, 2970):
        more_like(made, many)
        costs.append([queries(cast.ben, one) for one in (*LISTS, made.get_absolute_url())])
    assert costs[0] == costs[1]
    assert Answer.objects.filter(person=cast.ben, says="yes").count() == 3000


def test_a_gathering_is_shown_within_twelve_queries_to_somebody_who_is_in_a_crew(
    cast: Cast,
) -> None:
    crew = builders.circle("Pod", Scale.CREW, parent=cast.circle)
    builders.member(crew, cast.ben)
    made = soup(cast.ada, cast.circle, seats=2, shared="coming", **WHERE)
    for name in ("ben", "cleo", "dan"):
        says(cast.people[name], made, "yes", every=True)
    assert queries(cast.ben, made.get_absolute_url()) <= 12


def test_a_gathering_to_which_many_come_asks_no_more_than_one_for_few(cast: Cast) -> None:
    made, costs = soup(cast.ada, cast.circle, times=6), []
    for many in (3, 27):
        for number in range(many):
            guest = builders.person(f"Guest{number}")
            builders.member(cast.circle, guest)
            says(guest, made, "yes", every=True)
        costs.append(queries(cast.ada, made.get_absolute_url()))
    assert costs[0] == costs[1]


def test_a_host_who_starts_from_another_finds_only_what_they_are_told_of_it(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, shared="coming", words="Bring a bowl.", **WHERE)
    address = f"/c/riverbend/gatherings/new/?like={made.pk}"
    for reader, knows in ((cast.ben, False), (cast.ada, True), (cast.stella, True)):
        form = page(reader, address)
        assert "Bring a bowl." in form
        assert [word in form for word in SECRET] == [knows] * 3
    says(cast.ben, made, "yes")
    assert all(word in page(cast.ben, address) for word in SECRET)


@pytest.mark.parametrize("number", ["draft", "elsewhere", "0", "-1", "x", "٣", "9" * 40, ""])
def test_a_form_begins_empty_when_what_it_would_start_from_is_not_there(
    number: str, cast: Cast
) -> None:
    draft = a_draft(cast.ada, cast.circle, name="canary-draft")
    hill = builders.circle("Hilltop")
    builders.member(hill, cast.sol)
    elsewhere = soup(cast.sol, hill, name="canary-elsewhere", audience="site")
    number = {"draft": str(draft.pk), "elsewhere": str(elsewhere.pk)}.get(number, number)
    form = page(cast.ben, f"/c/riverbend/gatherings/new/?like={number}")
    assert "canary" not in form


def test_what_is_private_and_what_is_not_there_are_the_same(cast: Cast) -> None:
    private, draft = soup(cast.ada, cast.circle), a_draft(cast.ada, cast.circle, audience="public")
    last = max(private.pk, draft.pk)
    for ending in ("", "dates/1/gathering.ics", "change/", "calling-off/", "more/", "dates/1/"):
        for client in (client_of(cast.sol), Client()):
            answers = [
                client.get(f"/gatherings/{number}/{ending}")
                for number in (private.pk, draft.pk, last + 1, 10**30)
            ]
            assert {one.status_code for one in answers} in ({404}, {302}), ending
            if answers[0].status_code == 404:
                assert len({one.content for one in answers}) == 1, ending
    assert client_of(cast.ben).get(draft.get_absolute_url()).status_code == 404
    for number in (4, 0, 10**30):
        address = f"{private.get_absolute_url()}dates/{number}/gathering.ics"
        assert client_of(cast.ben).get(address).status_code == 404


def test_without_an_account_a_public_gathering_is_read_without_names_and_where_it_is(
    cast: Cast,
) -> None:
    made = soup(cast.ada, cast.circle, audience="public", shared="coming", words="Soup!", **WHERE)
    for name in ("ben", "cleo", "sol"):
        says(cast.people[name], made, "yes")
    read = shown(None, made)
    assert "Soup!" in read
    assert "Sign in to say whether you come" in read
    assert not [word for word in SECRET if word in read]
    assert not [who.name for who in cast.people.values() if who.name in read]
    file = Client().get(f"{made.get_absolute_url()}dates/1/gathering.ics").content.decode()
    assert "SUMMARY:Soup" in file
    assert not [word for word in SECRET if word in file]
    for word in SECRET:
        assert word in shown(cast.ben, made)
        assert word not in shown(cast.dan, made)


def test_a_stranger_who_comes_is_told_where_and_not_who_else_comes(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience="site", shared="coming", **WHERE)
    for name in ("ben", "sol"):
        says(cast.people[name], made, "yes")
    read = shown(cast.sol, made)
    assert all(word in read for word in SECRET)
    assert cast.ben.name not in read


def test_who_comes_is_for_fellow_members_and_who_waits_for_the_host(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, seats=1)
    says(cast.ben, made, "yes")
    says(cast.cleo, made, "yes")
    says(cast.dan, made, "no")
    names = [cast.people[name].name for name in ("ben", "cleo", "dan")]
    assert [name in shown(cast.stella, made) for name in names] == [True, False, False]
    assert [name in shown(cast.ada, made) for name in names] == [True, True, False]


def test_who_does_not_see_somebody_does_not_see_them_come_or_host(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    says(cast.ben, made, "yes")
    says(cast.cleo, made, "yes")
    Block.objects.create(person=cast.dan, other=cast.ada, since=AT)
    Block.objects.create(person=cast.ben, other=cast.dan, since=AT)
    read = shown(cast.dan, made)
    shows = [name in read for name in (cast.ada.name, cast.ben.name, cast.cleo.name)]
    assert shows == [False, False, True]


NONSENSE: list[dict[str, str]] = [
    {}, {"date": "1"}, {"says": "yes"}, {"date": "", "says": "yes"}, {"date": "x", "says": "yes"},
    {"date": "-1", "says": "yes"}, {"date": "١", "says": "yes"}, {"date": "4", "says": "yes"},
    {"date": "9" * 40, "says": "yes"}, {"date": "1", "says": "offered"},
    {"date": "1", "says": "waiting"}, {"date": "1", "says": ""}, {"date": "1", "says": "YES"},
]  # fmt: skip


@pytest.mark.parametrize("nonsense", NONSENSE, ids=str)
def test_an_answer_that_is_none_is_not_there(nonsense: dict[str, str], cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    address = f"{made.get_absolute_url()}answer/"
    assert client_of(cast.ben).post(address, nonsense).status_code == 404
    assert not Answer.objects.exists()
    client_of(cast.ben).post(address, {"date": "1", "says": "yes"})
    assert said(made) == {"ben": "yes"}


def test_times_are_told_on_the_readers_clock_and_on_the_gatherings_both_named(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    starts, day = date_of(made).starts_at, date_format(FIRST_DAY, "l j F")
    in_tokyo, in_vienna = somebody("Tomo", time_zone="Asia/Tokyo"), somebody("Vera")
    Person.objects.filter(pk=in_vienna.pk).update(time_zone="Europe/Vienna")
    for who in (in_tokyo, in_vienna):
        builders.member(cast.circle, who)
    theirs = f"{starts + timedelta(hours=9):%H:%M}"
    for read in (shown(in_tokyo, made), page(in_tokyo, LISTS[1])):
        assert theirs in read
        assert "for you in Tokyo" in read
        assert "19:00 to 21:00 in Vienna" in read
    read = shown(Person.objects.get(pk=in_vienna.pk), made)
    assert day in read
    assert "19:00 to 21:00" in read
    assert "for you in" not in read, "one clock is enough where both show the same"


def press(who: Person, made: Gathering, button: str) -> str:
    answer = client_of(who).post(f"{made.get_absolute_url()}{button}/", follow=True)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_who_takes_it_on_second_is_told_that_somebody_was_quicker(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    leave(cast.ada, cast.circle, at=AT)
    assert "I host it" in shown(cast.ben, made)
    assert "You host it from now on." in press(cast.ben, made, "host")
    assert "Somebody was quicker" in press(cast.cleo, made, "host")


def test_who_answers_from_a_page_of_before_it_was_called_off_is_told_so(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    actions.call_off(cast.ada, made, reason="The pot broke.", at=AT)
    client = client_of(cast.ben)
    answer = client.post(
        f"{made.get_absolute_url()}answer/", {"date": "1", "says": "yes"}, follow=True
    )
    assert answer.status_code == 200
    assert "The pot broke." in unescape(answer.content.decode())
    assert not Answer.objects.exists()


def test_what_a_circle_opens_to_everybody_names_the_circle_only_to_whoever_sees_it(
    cast: Cast,
) -> None:
    made = once(cast.ada, cast.circle, audience="public")
    for outside in (cast.sol, None):
        assert "Soup" in shown(outside, made)
        assert cast.circle.name not in shown(outside, made)
        assert cast.circle.slug not in shown(outside, made)
    listed = page(cast.sol, "/gatherings/")
    assert "Soup" in listed
    assert cast.circle.name not in listed
    says(cast.sol, made, "yes")
    assert cast.circle.name not in page(cast.sol, "/")
    assert cast.circle.name in shown(cast.ben, made)
    assert cast.circle.name in page(cast.ben, "/gatherings/")
    Circle.objects.update(audience="public")
    assert cast.circle.name in shown(None, made)
    assert cast.circle.name in page(cast.sol, "/gatherings/")


def test_everybody_who_comes_is_named_however_many(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    for number in range(9):
        guest = builders.person(f"Guest No{number}")
        builders.member(cast.circle, guest)
        says(guest, made, "yes")
    assert all(f"Guest No{number}" in shown(cast.ben, made) for number in range(9))


def test_the_host_of_a_draft_can_give_it_another_day_from_its_page(cast: Cast) -> None:
    for rhythm in (Rhythm(Every.ONCE), Rhythm(Every.WEEKLY)):
        draft = a_draft(cast.ada, cast.circle, rhythm=rhythm)
        assert f'href="/gatherings/{draft.pk}/dates/1/"' in shown(cast.ada, draft)


def test_without_an_account_the_clocks_of_the_gathering_are_shown_and_named(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, audience="public")
    seen = shown(None, made)
    assert "19:00 to 21:00" in seen
    assert "By the clocks of Vienna" in seen
    assert "for you in" not in seen
    assert "By the clocks of" not in shown(cast.ben, made)


def test_a_list_says_the_year_only_of_what_goes_on_in_another_one(cast: Cast) -> None:
    last, year = FIRST_DAY + timedelta(days=3), timezone.localdate().year
    once(cast.ada, cast.circle, name="Retreat", day=FIRST_DAY, minutes=3 * 24 * 60)
    once(cast.ada, cast.circle, name="Later", day=date(year + 2, 5, 13), minutes=3 * 24 * 60)
    listed = page(cast.ben, LISTS[1])
    said = "l j F" if last.year == year else "l j F Y"
    assert f"until {date_format(last, said)}, " in listed
    assert f"16 May {year + 2}, " in listed
