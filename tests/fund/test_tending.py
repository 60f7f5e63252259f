"""A fund is begun, said otherwise and closed by whoever tends the circle; somebody keeps it."""

from __future__ import annotations

import pytest

from kinweave.access import NotAllowed, Viewer
from kinweave.circles import actions as circles
from kinweave.circles.models import Circle, Scale
from kinweave.fund import actions
from kinweave.fund.models import Fund
from kinweave.fund.money import UnknownCurrency
from kinweave.fund.refusals import Begun, Closed, NotHere, Standing
from kinweave.journal.lines import of as journal
from kinweave.people.actions.blocks import block
from tests.fund.cast import LATER, a_fund, arrived, at, given, gives, read, send
from tests.gatherings.cast import AT, Cast

IBAN = "AT61 1904 3002 3457 3201"


def test_a_circle_begins_without_one_and_both_sides_read_what_to_do(cast: Cast) -> None:
    page = read(cast.dan, at())
    assert "many circles do well without one" in page
    assert "Begin a fund" not in page
    assert "Begin a fund" in read(cast.stella, at())
    assert at() in read(cast.dan, "/c/riverbend/"), "the circle's page leads there"
    read(cast.dan, at("mine/"), 404)
    read(cast.sol, at(), 404)
    read(None, at(), 302)


def test_whoever_tends_the_circle_opens_it_and_all_read_what_it_is_for(cast: Cast) -> None:
    send(
        cast.stella, at("change/"), currency="EUR", keeper=cast.ben.pk,
        words="For *lamp oil*.", holder="Riverbend", iban=IBAN, link="https://example.org/pay",
        payment_words="A standing order to the first.",
    )  # fmt: skip
    page = read(cast.dan, at())
    for words in ("<em>lamp oil</em>", "Ben Birch keeps it.", IBAN, "https://example.org/pay",
                  "A standing order to the first."):  # fmt: skip
        assert words in page
    assert "Who gives what" not in page
    assert "Who gives what" in read(cast.ben, at())
    assert arrived("has named you: you keep its fund now") == ["ben"]


def test_nobody_else_opens_changes_or_closes_one(cast: Cast, fund: Fund) -> None:
    for name in ("dan", "ben", "sol"):
        someone = cast.people[name]
        status = 404 if name == "sol" else 403
        send(someone, at("change/"), status, currency="EUR", words="mine")
        send(someone, at("closing/"), status)
        for deed in (
            lambda who: actions.change(who, fund, words="mine", at=AT),
            lambda who: actions.name_keeper(who, fund, keeper=who, at=AT),
            lambda who: actions.close(who, fund, at=AT),
            lambda who: actions.begin(who, cast.circle, currency="EUR", at=AT),
        ):
            with pytest.raises(NotAllowed):
                deed(someone)
    fund.refresh_from_db()
    assert (fund.words, fund.keeper, fund.closed_at) == ("", cast.ben, None)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"iban": "AT61", "holder": "Riverbend"}, "This is no IBAN"),
        ({"iban": IBAN}, "whose account it is"),
        ({"link": "javascript:alert(1)"}, "URL"),
        ({"currency": "XXX"}, "XXX"),
        ({"keeper": "0"}, "valid choice"),
    ],
)
def test_what_cannot_be_is_asked_about(cast: Cast, said: dict[str, str], words: str) -> None:
    page = send(cast.stella, at("change/"), 200, **{"currency": "EUR", "words": "Lamps", **said})
    assert words in page
    assert "Lamps" in page
    assert not Fund.objects.exists()


def test_a_circle_has_one_fund(cast: Cast, fund: Fund) -> None:
    with pytest.raises(Begun):
        a_fund(cast)
    with pytest.raises(UnknownCurrency):
        a_fund(cast, currency="XXX")
    assert Fund.objects.get() == fund


def test_a_currency_stays_once_amounts_stand_in_it(cast: Cast, fund: Fund) -> None:
    actions.change(cast.stella, fund, currency="CHF", at=AT)
    gives(cast.dan, fund, 500)
    actions.stop(cast.dan, fund, at=LATER)
    with pytest.raises(Standing):
        actions.change(cast.stella, fund, currency="EUR", at=AT)
    assert "so it stays" in send(cast.stella, at("change/"), 200, currency="EUR")
    fund.refresh_from_db()
    assert fund.currency == "CHF"


def test_a_keeper_is_a_member_and_those_whose_amounts_another_sees_are_told(
    cast: Cast, fund: Fund
) -> None:
    gives(cast.dan, fund, 500)
    gives(cast.ada, fund, 500)
    with pytest.raises(NotHere):
        actions.name_keeper(cast.stella, fund, keeper=cast.sol, at=LATER)
    send(cast.stella, at("change/"), currency="EUR", keeper=cast.ada.pk)
    read(cast.ben, at("contributions/"), 403)
    assert "Dan Dove" in read(cast.ada, at("contributions/"))
    assert arrived("Ada Anker keeps the fund of Riverbend now, and so sees what you give.") == [
        "dan"
    ]
    assert arrived("and it is not you any more") == ["ben"]
    assert "Dan" not in arrived_words("ada")


def arrived_words(who: str) -> str:
    from django.core import mail

    return " ".join(str(one.body) for one in mail.outbox if one.to[0].startswith(who))


def test_who_keeps_it_is_not_named_to_whoever_does_not_see_them(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 500)
    block(cast.dan, cast.ada, at=AT)
    actions.name_keeper(cast.stella, fund, keeper=cast.ada, at=LATER)
    assert arrived("Somebody else keeps the fund of Riverbend now") == ["dan"]


def test_one_who_tends_and_does_not_see_the_keeper_changes_words_and_no_more(
    cast: Cast, fund: Fund
) -> None:
    block(cast.stella, cast.ben, at=AT)
    assert "Ben" not in read(cast.stella, at("change/"))
    send(cast.stella, at("change/"), currency="EUR", words="Lamps", keeper="")
    fund.refresh_from_db()
    assert (fund.words, fund.keeper) == ("Lamps", cast.ben)


def test_a_keeper_steps_back_without_a_reason_and_who_tends_it_is_told(
    cast: Cast, fund: Fund
) -> None:
    gives(cast.dan, fund, 500)
    assert "You do not keep it any more" in send(cast.ben, at("contributions/"), step_back="1")
    read(cast.ben, at("contributions/"), 403)
    assert "Nobody keeps it at the moment" in read(cast.dan, at())
    assert given(fund) == {"dan": 500}
    assert arrived("Whoever kept the fund of Riverbend does so no more") == ["stella"]


def test_who_tends_it_is_told_nothing_once_somebody_keeps_it_again(cast: Cast, fund: Fund) -> None:
    actions.step_back(cast.ben, fund, at=AT)
    actions.name_keeper(cast.stella, fund, keeper=cast.cleo, at=LATER)
    assert arrived("does so no more") == []


def test_a_fund_is_closed_those_who_gave_are_told_and_say_anew_when_it_is_open_again(
    cast: Cast, fund: Fund
) -> None:
    gives(cast.dan, fund, 500)
    gives(cast.stella, fund, 500)
    assert "It can be opened again" in read(cast.stella, at("closing/"))
    send(cast.stella, at("closing/"))
    assert given(fund) == {}
    assert "The fund is closed" in read(cast.dan, at())
    assert arrived("you can end it") == ["dan"], "who closed it knows"
    assert "€5 a month" in read(cast.dan, at("mine/")), "what was is theirs"
    with pytest.raises(Closed):
        actions.close(cast.stella, fund, at=LATER)
    with pytest.raises(Closed):
        actions.change(cast.stella, fund, words="more", at=LATER)
    send(cast.stella, at("change/"), currency="EUR", words="Again", keeper=cast.cleo.pk)
    fund.refresh_from_db()
    assert (fund.closed_at, fund.words, fund.keeper) == (None, "Again", cast.cleo)
    assert given(fund) == {}


def test_an_ended_circle_has_no_fund_and_those_who_gave_are_told(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 500)
    ending = circles.end(cast.stella, cast.circle, at=LATER)
    assert given(fund) == {}
    read(cast.dan, at(), 404)
    assert arrived("you can end it") == ["dan"]
    circles.bring_back(cast.stella, ending, at=LATER)
    assert "The fund is closed" in read(cast.dan, at())


def test_the_journal_says_what_was_done_with_the_fund(cast: Cast, fund: Fund) -> None:
    actions.change(cast.stella, fund, words="Lamps", at=AT)
    actions.change(cast.stella, fund, words="Lamps", at=AT)
    actions.step_back(cast.ben, fund, at=AT)
    actions.close(cast.stella, fund, at=AT)
    said = [one.words for one in journal(cast.circle.pk, Viewer.of(cast.dan.pk)).lines]
    assert len([one for one in said if "fund" in one]) == 5


def test_circles_of_every_size_have_their_own(cast: Cast, fund: Fund) -> None:
    crew: Circle = circles.found(cast.dan, name="Boat", scale=Scale.CREW, parent=cast.circle, at=AT)
    own = actions.begin(cast.dan, crew, currency="CHF", at=AT)
    gives(cast.dan, own, 300)
    assert given(fund) == {}
    assert "300" not in read(cast.dan, at())
    assert "3 CHF a month".replace(" CHF", "\N{NO-BREAK SPACE}CHF") in read(
        cast.dan, f"/c/{crew.slug}/fund/"
    )
    read(cast.ada, f"/c/{crew.slug}/fund/", 404)
