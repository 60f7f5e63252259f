"""Pages on which what dates left behind is found: the gathering's, the date's, the archive."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinweave.circles.models import Circle
from kinweave.harvests.models import (
    Afterword,
    Consent,
    Harvest,
    Noted,
    Receiver,
    Recording,
    Speaker,
    TakenOut,
)
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import Person
from tests import builders
from tests.gatherings.cast import soup
from tests.harvests.cast import (
    AT,
    PAST,
    Cast,
    agrees,
    arrived,
    came,
    client_of,
    date_of,
    draft,
    evening,
    harvest,
    page_of,
    recording,
    series,
)
from tests.harvests.test_looking_back import note, write

ARCHIVE = "/c/riverbend/harvest/"


def page(reader: Person | None, address: str) -> str:
    answer = (client_of(reader) if reader else Client()).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def queries(reader: Person, address: str) -> int:
    client = client_of(reader)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_gathering_says_what_its_dates_left_behind(cast: Cast) -> None:
    made = series(cast.ada, cast.circle)
    one = harvest(cast.ben, made)
    heard = recording(cast.ada, made, cast.ada)
    shown = page(cast.cleo, made.get_absolute_url())
    assert one.get_absolute_url() in shown
    assert heard.get_absolute_url() in shown
    assert page_of(made, number=2) in shown
    dates = page(cast.cleo, f"/gatherings/{made.pk}/harvest/")
    assert dates.index(page_of(made, number=2)) < dates.index(page_of(made, number=1))
    assert page_of(made, number=3) not in dates
    assert "nothing so far" in dates


def test_a_gathering_to_come_says_and_asks_nothing_of_it(cast: Cast) -> None:
    to_come, been = soup(cast.ada, cast.circle), evening(cast.ada, cast.circle)
    for who in (cast.ada, cast.ben):
        assert "left behind" not in page(who, to_come.get_absolute_url())
        assert "What it left behind" in page(who, been.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client_of(cast.ben).get(to_come.get_absolute_url())
    assert not [one for one in asked if 'FROM "harvests_' in one["sql"]]


def test_strangers_find_on_a_public_gathering_what_is_for_them(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle, audience="public")
    assert "left behind" not in page(None, made.get_absolute_url())
    harvest(cast.ben, made, title="For all", wished="public")
    harvest(cast.ben, made, title="For us")
    for address in (made.get_absolute_url(), page_of(made), f"/gatherings/{made.pk}/harvest/"):
        assert "For all" in page(None, address)
        assert "For us" not in page(None, address)
        assert "For us" in page(cast.dan, address)


def test_the_archive_holds_what_one_may_read_newest_first_by_year(cast: Cast) -> None:
    old = evening(cast.ada, cast.circle, day=PAST.date() - timedelta(days=800), at=AT)
    new = evening(cast.ada, cast.circle)
    for made, title in ((old, "Older"), (new, "Newer")):
        harvest(cast.ben, made, title=title)
    harvest(cast.ada, new, title="For all", wished="public")
    draft(cast.cleo, new, title="A draft")
    recording(cast.ada, new, cast.ben, title="Not heard")
    agrees(cast.cleo, recording(cast.ada, new, cast.cleo, title="Heard"))
    shown = page(cast.dan, ARCHIVE)
    assert shown.index("Newer") < shown.index("Heard") < shown.index("Older")
    for year in (PAST.year, (PAST - timedelta(days=800)).year):
        assert f"<h2>{year}</h2>" in shown
    assert "A draft" not in shown
    assert "Not heard" not in page(cast.ada, ARCHIVE)
    assert client_of(cast.sol).get(ARCHIVE).status_code == Client().get(ARCHIVE).status_code == 404
    Circle.objects.filter(pk=cast.circle.pk).update(audience="public")
    assert "For all" in page(None, ARCHIVE)
    assert "Newer" not in page(None, ARCHIVE)


def test_an_empty_archive_says_what_could_be_here(cast: Cast) -> None:
    assert "Nothing yet" in page(cast.ben, ARCHIVE)
    assert "/c/riverbend/gatherings/?before=1" in page(cast.ben, ARCHIVE)
    assert ARCHIVE in page(cast.ben, "/c/riverbend/gatherings/?before=1")


def test_long_archives_come_in_pages(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    for number in range(32):
        harvest(cast.ben, made, title=f"Number {number:02}")
    assert page(cast.dan, ARCHIVE).count("Number ") == 30
    assert page(cast.dan, f"{ARCHIVE}?page=2").count("Number ") == 2


@pytest.mark.parametrize("who", ["ada", "dan"])
def test_pages_of_thirty_ask_no_more_than_pages_of_three(who: str, cast: Cast) -> None:
    made = series(cast.ada, cast.circle)
    addresses = [
        made.get_absolute_url(), page_of(made), f"/gatherings/{made.pk}/harvest/", ARCHIVE,
    ]  # fmt: skip
    if who == "ada":
        addresses += [page_of(made, "who-came/"), page_of(made, "letter/")]
    costs = []
    for many in (3, 27):
        for number in range(many):
            guest = builders.person(f"Guest{number}")
            builders.member(cast.circle, guest)
            harvest(guest, made)
            agrees(guest, recording(cast.ada, made, guest))
        costs.append([queries(cast.people[who], address) for address in addresses])
    assert costs[0] == costs[1]
    assert max(costs[1]) <= 14, costs


def test_a_recording_with_thirty_speakers_asks_no_more_than_one_with_three(cast: Cast) -> None:
    made, costs = evening(cast.ada, cast.circle), []
    for many in (3, 30):
        guests = [builders.person(f"Guest{number}") for number in range(many)]
        for guest in guests:
            builders.member(cast.circle, guest)
        one = recording(cast.ada, made, *guests)
        costs.append(
            [queries(cast.ada, f"{one.get_absolute_url()}{rest}") for rest in ("", "change/")]
        )
    assert costs[0] == costs[1]


def test_whoever_is_forgotten_leaves_nothing_behind(cast: Cast) -> None:
    made = evening(cast.ben, cast.circle)
    harvest(cast.ben, made, title="canary-title")
    harvest(cast.cleo, made)
    one = recording(cast.ben, made, cast.ben, outsiders=[("Tom", "By letter.")])
    other = evening(cast.ada, cast.circle)
    note(cast, other, "ben", "cleo")
    write(cast, other)
    forget(cast.ben.pk, at=AT)
    forget(cast.ben.pk, at=AT)
    assert [row.author for row in Harvest.objects.all()] == [cast.cleo]
    assert Recording.objects.get().made_by is None
    assert [row.person for row in Speaker.objects.filter(recording=one)] == [None, None]
    assert not Consent.objects.exclude(vouched_by=None).exists()
    assert [row.person for row in Noted.objects.all()] == [cast.cleo]
    assert [row.person for row in Receiver.objects.all()] == [cast.cleo]
    assert not TakenOut.objects.exists()
    forget(cast.ada.pk, at=AT)
    assert not Afterword.objects.exists()
    assert date_of(other)


@pytest.mark.parametrize("rest", ["", "change/", "publication/", "consent/"])
def test_a_number_that_no_database_holds_is_not_there(cast: Cast, rest: str) -> None:
    made = evening(cast.ada, cast.circle)
    harvest(cast.ada, made)
    client = client_of(cast.ada)
    for pk, number, which in ((10**30, 1, 1), (made.pk, 10**30, 1), (made.pk, 1, 10**30)):
        for kind in ("", "recordings/"):
            address = f"/gatherings/{pk}/dates/{number}/harvest/{kind}{which}/{rest}"
            assert client.get(address).status_code in (404, 405)
            assert client.post(address).status_code in (404, 405)


def test_a_button_pressed_twice_leaves_one_harvest_and_one_recording_and_asks_once(
    cast: Cast,
) -> None:
    made = evening(cast.ada, cast.circle)
    came(made, cast.ben)
    client = client_of(cast.ada)
    said = {
        "title": "Stories", "link": "https://example.org/stories", "kind": "page",
        "day": "2026-11-01", "audience": "circle", "speakers": str(cast.ben.pk),
    }  # fmt: skip
    for _press in range(2):
        client.post(page_of(made, "new/"), {"title": "Leeks", "words": "x", "wished": "circle"})
        client.post(page_of(made, "recordings/new/"), said)
    assert Harvest.objects.count() == Recording.objects.count() == Speaker.objects.count() == 1
    assert arrived() == ["ben"]
