"""Playing in a call: everybody sees the same card."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinweave.decks import actions
from kinweave.decks.choosing import Fitting
from kinweave.decks.models import Card, Drawn, Table
from tests.decks.doing import a_deck, asking, read, send
from tests.gatherings.cast import AT, Cast, client_of


def test_everybody_at_the_table_sees_the_same_card_and_anybody_turns_the_next(cast: Cast) -> None:
    deck = a_deck(cast)
    shown = send(cast.ben, f"/decks/{deck.pk}/table/")
    table = Table.objects.get()
    first = Drawn.objects.get(number=1).card
    assert first.title in shown
    assert first.title in read(cast.cleo, table.get_absolute_url())
    shown = send(cast.cleo, table.get_absolute_url(), after=1)
    second = Drawn.objects.get(number=2).card
    assert second != first
    assert second.title in shown
    assert shown.index(second.title) < shown.index("Before that") < shown.rindex(first.title)


def test_two_who_press_at_once_turn_over_one_card(cast: Cast) -> None:
    table = actions.lay(cast.ben, a_deck(cast), fits=Fitting(), seed=1, at=AT)
    ben = actions.draw(cast.ben, table, after=1, seed=2, at=AT)
    cleo = actions.draw(cast.cleo, table, after=1, seed=3, at=AT)
    assert ben == cleo
    assert Drawn.objects.count() == 2


def test_when_every_card_has_been_drawn_it_says_so(cast: Cast) -> None:
    table = actions.lay(cast.ben, a_deck(cast), fits=Fitting(kind="activity"), seed=1, at=AT)
    actions.draw(cast.ben, table, after=1, seed=2, at=AT)
    shown = send(cast.cleo, table.get_absolute_url(), after=2)
    assert "Every card that fits has been on this table." in shown
    assert {one.card.kind for one in Drawn.objects.select_related("card")} == {"activity"}


def test_a_deck_of_which_nothing_fits_is_not_laid(cast: Cast) -> None:
    deck = a_deck(cast)
    assert "No card fits." in send(cast.ben, f"/decks/{deck.pk}/table/", kind="essential")
    assert not Table.objects.exists()


@pytest.mark.parametrize("after", ["", "x", "-1", "٣", "9" * 40])
def test_an_odd_press_breaks_nothing(cast: Cast, after: str) -> None:
    table = actions.lay(cast.ben, a_deck(cast), fits=Fitting(), seed=1, at=AT)
    answer = client_of(cast.cleo).post(table.get_absolute_url(), {"after": after})
    assert answer.status_code in {302, 404}


def test_a_stranger_sits_at_no_table(cast: Cast) -> None:
    table = actions.lay(cast.ben, a_deck(cast, audience="public"), fits=Fitting(), seed=1, at=AT)
    assert client_of(cast.sol).get(table.get_absolute_url()).status_code == 404
    assert client_of(cast.sol).post(table.get_absolute_url(), {"after": 1}).status_code == 404
    assert asking(None).get(table.get_absolute_url()).status_code == 302


def test_a_table_is_cleared_by_anybody_and_by_itself_after_a_day(cast: Cast) -> None:
    deck = a_deck(cast)
    table = actions.lay(cast.ben, deck, fits=Fitting(), seed=1, at=AT)
    assert "The table is clear." in send(cast.cleo, table.get_absolute_url(), clear=1)
    actions.lay(cast.ben, deck, fits=Fitting(), seed=1, at=AT)
    assert actions.clear_old(AT + timedelta(hours=23)) == 0
    assert actions.clear_old(AT + timedelta(hours=24)) == 1
    assert Card.objects.count() == 3
