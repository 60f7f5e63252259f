"""Saying what one gives, changing it, stopping; and who is told of it, which is hardly anybody."""

from __future__ import annotations

import pytest

from kinweave.access import NotAllowed, Viewer
from kinweave.fund import actions
from kinweave.fund.models import Contribution, Fund
from kinweave.fund.refusals import Closed, Gone
from kinweave.fund.views.giving import A_PAGE
from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery, Notice
from kinweave.people.actions.blocks import block
from tests import builders
from tests.fund.cast import LATER, arrived, at, given, gives, queries, read, send
from tests.gatherings.cast import AT, Cast


def test_whoever_is_in_says_what_they_give_changes_it_and_stops(cast: Cast, fund: Fund) -> None:
    assert "Nothing, and that is fine" in read(cast.dan, at())
    assert "Noted." in send(cast.dan, at("mine/"), give="1", amount="7,50")
    assert "€7.50 a month, since" in read(cast.dan, at())
    send(cast.dan, at("mine/"), give="1", amount="12")
    assert given(fund) == {"dan": 1_200}
    page = read(cast.dan, at("mine/"))
    assert 'value="12.00"' in page
    assert "€7.50 a month" in page, "what was stands there for them"
    assert "nobody asks why" in send(cast.dan, at("mine/"), stop="1")
    assert given(fund) == {}
    assert "Nothing, and that is fine" in read(cast.dan, at())


def test_another_amount_is_another_row_and_the_same_is_none(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 500)
    gives(cast.dan, fund, 500, at=LATER)
    gives(cast.dan, fund, 700, at=LATER)
    actions.stop(cast.dan, fund, at=LATER)
    actions.stop(cast.dan, fund, at=LATER)
    rows = Contribution.objects.order_by("pk").values_list("amount", "since", "until", "ended_by")
    assert list(rows) == [
        (500, AT, LATER, cast.dan.pk), (700, LATER, LATER, cast.dan.pk),
    ]  # fmt: skip


def test_who_is_heard_later_with_an_earlier_clock_is_heard_all_the_same(
    cast: Cast, fund: Fund
) -> None:
    """Two browsers at once: each has looked at the clock before the other was done."""
    gives(cast.dan, fund, 500, at=LATER)
    gives(cast.dan, fund, 700, at=AT)
    actions.stop(cast.dan, fund, at=AT)
    gives(cast.ada, fund, 900, at=LATER)
    actions.close(cast.stella, fund, at=AT)
    rows = Contribution.objects.order_by("pk").values_list("amount", "since", "until")
    assert list(rows) == [(amount, LATER, LATER) for amount in (500, 700, 900)]


@pytest.mark.parametrize("amount", ["", "much", "0", "-5", "1.2345", "0.001"])
def test_what_is_no_amount_is_asked_about_and_stays_typed(
    cast: Cast, fund: Fund, amount: str
) -> None:
    page = send(cast.dan, at("mine/"), 200, give="1", amount=amount)
    assert 'class="errors"' in page
    assert f'value="{amount}"' in page or not amount
    assert given(fund) == {}


def test_nobody_is_told_and_the_journal_knows_nothing_of_it(cast: Cast, fund: Fund) -> None:
    before = Entry.objects.count(), Delivery.objects.count(), Notice.objects.count()
    gives(cast.dan, fund, 500)
    gives(cast.dan, fund, 700, at=LATER)
    actions.stop(cast.dan, fund, at=LATER)
    assert (Entry.objects.count(), Delivery.objects.count(), Notice.objects.count()) == before


def test_only_the_person_and_the_keeper_see_it(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 7_193)
    for name in ("ada", "cleo", "stella"):
        for page in ("", "mine/", "contributions/", "contributions.csv", "change/"):
            answer = 200 if page in ("", "mine/") or (page, name) == ("change/", "stella") else 403
            assert "71.93" not in read(cast.people[name], at(page), answer), (name, page)
        assert not Contribution.objects.visible_to(Viewer.of(cast.people[name].pk)).exists()
    assert "Dan Dove" in read(cast.ben, at("contributions/"))
    assert "€71.93" in read(cast.ben, at("contributions/"))
    assert "€71.93" in read(cast.dan, at())
    assert "€71.93" not in read(cast.ben, at()), "not where it is not wanted"


def test_the_site_looked_after_by_somebody_shows_them_nothing(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 7_193)
    type(cast.sol).objects.filter(pk=cast.sol.pk).update(is_staff=True, is_superuser=True)
    cast.sol.refresh_from_db()
    for page in ("", "mine/", "contributions/", "contributions.csv", "change/"):
        read(cast.sol, at(page), 404)
    assert "71.93" not in read(cast.sol, "/site/")


def test_a_keeper_does_not_see_what_was_before(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 7_193)
    gives(cast.dan, fund, 800, at=LATER)
    page = read(cast.ben, at("contributions/"))
    assert "€8" in page
    assert "71.93" not in page


def test_whom_a_keeper_does_not_see_is_not_in_their_list(cast: Cast, fund: Fund) -> None:
    one = gives(cast.dan, fund, 7_193)
    gives(cast.ada, fund, 500)
    block(cast.dan, cast.ben, at=AT)
    for page in (at("contributions/"), at("contributions.csv")):
        assert "Ada" in read(cast.ben, page)
        assert "Dan" not in read(cast.ben, page)
    read(cast.ben, at(f"contributions/{one.pk}/"), 404)
    with pytest.raises(NotAllowed):
        actions.correct(cast.ben, one, amount=1, at=LATER)
    assert "Ben" not in read(cast.dan, at())
    assert "seen by you and by somebody" in read(cast.dan, at())


def test_the_list_is_a_table_for_a_spreadsheet_too(cast: Cast, fund: Fund) -> None:
    cast.dan.name = "=Dan"
    cast.dan.save()
    gives(cast.dan, fund, 7_193)
    gives(cast.ada, fund, 500)
    lines = read(cast.ben, at("contributions.csv")).lstrip("\ufeff").splitlines()
    assert lines[0] == '"Name","A month","Currency","Since"'
    assert [line.rpartition(",")[0] for line in lines[1:]] == [
        "\"'=Dan\",\"71.93\",\"EUR\"", '"Ada Anker","5.00","EUR"',
    ]  # fmt: skip


def test_the_list_is_neither_added_up_nor_ranked(cast: Cast, fund: Fund) -> None:
    for name, amount in (("dan", 900), ("ada", 100), ("cleo", 500)):
        gives(cast.people[name], fund, amount)
    page = read(cast.ben, at("contributions/"))
    assert page.index("Ada") < page.index("Cleo") < page.index("Dan")
    assert "€15" not in page


def test_a_long_list_has_pages_and_the_table_all_of_it(cast: Cast, fund: Fund) -> None:
    for number in range(A_PAGE + 1):
        one = builders.person(f"Guest {number:03}")
        builders.member(cast.circle, one)
        gives(one, fund, 500)
    page = read(cast.ben, at("contributions/"))
    assert f"Guest {A_PAGE - 1:03}" in page
    assert f"Guest {A_PAGE:03}" not in page
    assert 'href="?page=2"' in page
    assert f"Guest {A_PAGE:03}" in read(cast.ben, at("contributions/?page=2"))
    assert f"Guest {A_PAGE:03}" in read(cast.ben, at("contributions.csv"))


def test_a_list_of_many_asks_no_more_than_one_of_one(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 500)
    few = [queries(cast.ben, at("contributions/")), queries(cast.ben, at("contributions.csv"))]
    for name in ("ada", "ben", "cleo", "stella"):
        gives(cast.people[name], fund, 500)
    many = [queries(cast.ben, at("contributions/")), queries(cast.ben, at("contributions.csv"))]
    assert few == many


def test_the_keeper_puts_right_what_does_not_come_in_and_a_kind_letter_says_so(
    cast: Cast, fund: Fund
) -> None:
    one = gives(cast.dan, fund, 1_000)
    page = read(cast.ben, at(f"contributions/{one.pk}/"))
    assert "Asking them first is kinder" in page
    send(cast.ben, at(f"contributions/{one.pk}/"), correct="1", amount="5")
    assert given(fund) == {"dan": 500}
    assert "as it was put right" in read(cast.ben, at("contributions/"))
    assert "has put this right" in read(cast.dan, at("mine/"))
    assert arrived("You said that you give €10 a month to Riverbend. What comes in is €5") == [
        "dan"
    ]
    assert arrived("If it is otherwise, say so on the page") == ["dan"]
    send(cast.dan, at("mine/"), give="1", amount="10")
    assert "has put this right" not in read(cast.dan, at("mine/"))
    assert given(fund) == {"dan": 1_000}


def test_nothing_that_comes_in_is_put_right_too(cast: Cast, fund: Fund) -> None:
    one = gives(cast.dan, fund, 1_000)
    send(cast.ben, at(f"contributions/{one.pk}/"), nothing="1")
    assert given(fund) == {}
    assert arrived("Nothing comes in at the moment, so nothing stands there now.") == ["dan"]


def test_no_letter_comes_to_whoever_has_said_otherwise_since(cast: Cast, fund: Fund) -> None:
    one = gives(cast.dan, fund, 1_000)
    actions.correct(cast.ben, one, amount=500, at=LATER)
    gives(cast.dan, fund, 800, at=LATER)
    assert arrived("You said that you give") == []


def test_what_somebody_said_meanwhile_is_not_overwritten(cast: Cast, fund: Fund) -> None:
    one = gives(cast.dan, fund, 1_000)
    gives(cast.dan, fund, 1_200, at=LATER)
    with pytest.raises(Gone):
        actions.correct(cast.ben, one, amount=500, at=LATER)
    read(cast.ben, at(f"contributions/{one.pk}/"), 404)
    assert given(fund) == {"dan": 1_200}


def test_a_keeper_who_puts_their_own_right_writes_to_nobody(cast: Cast, fund: Fund) -> None:
    one = gives(cast.ben, fund, 1_000)
    actions.correct(cast.ben, one, amount=500, at=LATER)
    assert arrived("You said that you give") == []


def test_nobody_else_puts_anything_right(cast: Cast, fund: Fund) -> None:
    one = gives(cast.dan, fund, 1_000)
    for name in ("dan", "ada", "stella", "sol"):
        with pytest.raises(NotAllowed):
            actions.correct(cast.people[name], one, amount=1, at=LATER)
        status = 404 if name == "sol" else 403
        send(cast.people[name], at(f"contributions/{one.pk}/"), status, correct="1", amount="1")
    assert given(fund) == {"dan": 1_000}


def test_nobody_gives_from_outside_or_to_a_closed_fund(cast: Cast, fund: Fund) -> None:
    with pytest.raises(NotAllowed):
        gives(cast.sol, fund, 500)
    actions.close(cast.stella, fund, at=LATER)
    with pytest.raises(Closed):
        gives(cast.dan, fund, 500, at=LATER)
    assert "The fund is closed" in send(cast.dan, at("mine/"), give="1", amount="5")
    assert given(fund) == {}
