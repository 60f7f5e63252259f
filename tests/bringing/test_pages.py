"""Pages of what people bring: on the gathering's own page, and how often they ask the database."""

from __future__ import annotations

import pytest

from kinweave.bringing import actions
from kinweave.bringing.models import Request
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from tests import builders
from tests.bringing.bringers import (
    asks,
    brings,
    cell,
    chosen,
    it_has_been,
    open_board,
    open_clinic,
    open_slots,
    puts,
    queries,
    read,
)
from tests.gatherings.cast import AT, Cast, client_of, date_of, once, soup


def members(cast: Cast, many: int) -> list[Person]:
    people = [builders.person(f"Guest{number}") for number in range(many)]
    for one in people:
        builders.member(cast.circle, one)
    return people


def test_what_there_is_stands_on_the_gatherings_page_for_one_query_each(
    cast: Cast, call: Gathering
) -> None:
    before = queries(cast.ben, call.get_absolute_url())
    slots, clinic, board = open_slots(call), open_clinic(call), open_board(call)
    assert queries(cast.ben, call.get_absolute_url()) <= before + 3
    asks(cast.cleo, slots, "Kites")
    actions.next_in_queue(cast.ada, slots, date_of(call), at=AT)
    brings(cast.dan, clinic, "Two jobs")
    chosen(clinic)
    page = read(cast.ben, call.get_absolute_url())
    for words in ("Next: “Kites”", "Chosen: “Two jobs”", "Open-space board"):
        assert words in page
    for one in (slots, clinic, board):
        assert f'href="{one.get_absolute_url()}"' in page
    assert queries(cast.ben, call.get_absolute_url()) <= before + 3


def test_what_is_not_there_is_offered_to_whoever_hosts_and_costs_nothing(
    cast: Cast, call: Gathering
) -> None:
    page = read(cast.ada, call.get_absolute_url())
    for name in ("slots/opening", "cases/opening", "boards/new"):
        assert f"{call.get_absolute_url()}{name}/" in page
        assert name not in read(cast.ben, call.get_absolute_url())


def test_when_the_day_of_a_board_is_over_another_is_offered(cast: Cast, call: Gathering) -> None:
    open_board(call)
    new = f"{call.get_absolute_url()}boards/new/"
    assert new not in read(cast.ada, call.get_absolute_url())
    it_has_been(call)
    page = read(cast.ada, call.get_absolute_url())
    assert new in page
    assert "Open-space board" not in page


@pytest.mark.parametrize("reader", ["ada", "ben"])
def test_thirty_in_the_queue_ask_no_more_than_three(
    reader: str, cast: Cast, call: Gathering
) -> None:
    slots, costs = open_slots(call, places=10), []
    for many in (3, 27):
        for one in members(cast, many):
            asks(one, slots, not_on=[date_of(call, 3)])
        for number in range(many // 3):
            actions.next_in_queue(cast.ada, slots, date_of(call, 1 + number % 2), at=AT)
        costs.append(queries(cast.people[reader], slots.get_absolute_url()))
    assert costs[0] == costs[1]
    assert Request.objects.count() == 30


def test_thirty_cases_ask_no_more_than_three(cast: Cast, call: Gathering) -> None:
    clinic, costs = open_clinic(call, places=10), []
    for many in (3, 27):
        for one in members(cast, many):
            brings(one, clinic)
        chosen(clinic, 1)
        costs.append(queries(cast.ada, clinic.get_absolute_url()))
    assert costs[0] == costs[1]


def test_thirty_sessions_ask_no_more_than_three(cast: Cast, call: Gathering) -> None:
    board, costs = open_board(call), []
    address = board.get_absolute_url()
    for many in (3, 27):
        for one in members(cast, many):
            actions.join(one, puts(one, board, f"Of {one.name}"), at=AT)
        costs.append(queries(cast.ben, address))
    assert costs[0] == costs[1]


def test_what_is_private_and_what_is_not_there_are_the_same(cast: Cast) -> None:
    private, last = soup(cast.ada, cast.circle), once(cast.ada, cast.circle)
    open_slots(private)
    open_clinic(private)
    board = open_board(private)
    mine = puts(cast.ben, board, place=cell(board))
    for ending in (
        "slots/", "slots/opening/", "slots/requests/new/", "cases/", "cases/mine/",
        f"boards/{board.pk}/", f"boards/{board.pk}/sessions/{mine.pk}/", "boards/new/",
    ):  # fmt: skip
        answers = [
            client_of(cast.sol).get(f"/gatherings/{number}/{ending}")
            for number in (private.pk, last.pk + 1, 10**30)
        ]
        assert {one.status_code for one in answers} == {404}
        assert len({one.content for one in answers}) == 1, ending


NOT_NUMBERS = ("", "x", "-1", "٣", "9" * 40, "4")


@pytest.mark.parametrize("number", NOT_NUMBERS)
def test_a_date_that_is_none_is_not_there(number: str, cast: Cast, call: Gathering) -> None:
    slots, clinic = open_slots(call), open_clinic(call)
    asked = asks(cast.ben, slots)
    client = client_of(cast.ada)
    for address in (
        f"{slots.get_absolute_url()}next/",
        f"{slots.get_absolute_url()}requests/{asked.pk}/turn/",
        f"{clinic.get_absolute_url()}choice/",
    ):
        assert client.post(address, {"date": number}).status_code == 404


@pytest.mark.parametrize("place", ["x", "1", "-", "1-", "1-x", "٣-٣", f"{'9' * 40}-1", "0-0"])
def test_a_place_that_is_none_puts_nothing_anywhere(
    place: str, cast: Cast, call: Gathering
) -> None:
    board = open_board(call)
    answer = client_of(cast.ben).post(
        f"{board.get_absolute_url()}sessions/new/", {"title": "Kites", "place": place}
    )
    assert answer.status_code == 200
    assert "Kites" in answer.content.decode()
    assert not board.sessions.exists()
