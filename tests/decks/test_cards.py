"""Cards: reading them, drawing, liking, telling, filling in one's own."""

from __future__ import annotations

import re

import pytest

from kinweave.access import Audience, NotAllowed
from kinweave.decks import actions
from kinweave.decks.models import Card, Favourite, Story
from tests.decks.doing import a_deck, card_of, read, send, threads_of
from tests.gatherings.cast import AT, Cast, client_of


def test_our_own_deck_has_at_least_forty_cards_of_four_kinds_and_none_is_alike(cast: Cast) -> None:
    cards = list(threads_of(cast).cards.all())
    assert len(cards) >= 40
    assert {one.kind for one in cards} == {"mission", "starter", "activity", "essential"}
    assert len({one.text for one in cards}) == len(cards)
    assert all(len(one.text) <= 420 for one in cards), "it has to fit on a card"


def test_whoever_tends_takes_our_deck_in_with_one_press(cast: Cast) -> None:
    shown = send(cast.stella, "/c/riverbend/decks/new/", ready="en")
    assert "The deck is yours now" in shown
    assert "The long table" in shown
    assert "Threads" in read(cast.ben, "/c/riverbend/decks/")
    answer = client_of(cast.stella).post("/c/riverbend/decks/new/", {"ready": "xx"})
    assert answer.status_code == 404


def test_friends_do_not_keep_decks(cast: Cast) -> None:
    deck = a_deck(cast)
    assert client_of(cast.ben).get("/c/riverbend/decks/new/").status_code == 403
    assert client_of(cast.ben).get(f"/decks/{deck.pk}/change/").status_code == 403
    with pytest.raises(NotAllowed):
        actions.change_deck(cast.ben, deck, name="Mine")


def test_one_draws_a_card_and_its_address_shows_it_again(cast: Cast) -> None:
    deck = threads_of(cast)
    answer = client_of(cast.ben).get(f"/decks/{deck.pk}/draw/")
    assert answer.status_code == 302
    first, again = read(cast.ben, answer["Location"]), read(cast.cleo, answer["Location"])
    titles = re.findall(r'<h2><a href="/decks/\d+/cards/\d+/">(.*?)</a>', first)
    assert len(titles) == 1
    assert re.findall(r'<h2><a href="/decks/\d+/cards/\d+/">(.*?)</a>', again) == titles


def test_a_group_draws_one_card_for_each_and_no_card_twice(cast: Cast) -> None:
    deck = threads_of(cast)
    shown = read(cast.ben, f"/decks/{deck.pk}/draw/", cards=6, seed=5)
    titles = re.findall(r"cards/(\d+)/\">", shown)
    assert len(titles) == len(set(titles)) == 6


def test_only_cards_that_fit_are_shown_and_drawn(cast: Cast) -> None:
    deck = a_deck(cast)
    shown = read(cast.ben, f"/decks/{deck.pk}/", scale="dyad", minutes="10")
    assert [one for one in ("One breath", "A walk", "Soup for all") if one not in shown] == [
        "Soup for all"
    ]
    shown = read(cast.ben, f"/decks/{deck.pk}/", kind="mission")
    assert ("Soup for all" in shown, "A walk" in shown) == (True, False)
    assert "Soup for all" in read(cast.ben, f"/decks/{deck.pk}/draw/", kind="mission")
    assert "No card fits" in read(cast.ben, f"/decks/{deck.pk}/draw/", kind="essential")


@pytest.mark.parametrize(
    "asked",
    [
        {"seed": "0"}, {"seed": "٣"}, {"seed": "9" * 40}, {"cards": "-1"}, {"cards": "999"},
        {"kind": "nonsense"}, {"minutes": "ten"}, {"scale": "\0"},
    ],
)  # fmt: skip
def test_odd_wishes_are_read_as_none(cast: Cast, asked: dict[str, str]) -> None:
    deck = a_deck(cast)
    assert "What you drew" in read(cast.ben, f"/decks/{deck.pk}/draw/", **asked)
    assert "Little things" in read(cast.ben, f"/decks/{deck.pk}/", **asked)


def test_what_somebody_likes_they_find_again_and_nobody_else_knows(cast: Cast) -> None:
    deck = a_deck(cast)
    card = card_of(deck)
    send(cast.ben, f"{card.get_absolute_url()}favourite/")
    send(cast.ben, f"{card.get_absolute_url()}favourite/")
    assert Favourite.objects.count() == 1
    mine = read(cast.ben, f"/decks/{deck.pk}/", mine="on")
    assert ("One breath" in mine, "A walk" in mine) == (True, False)
    assert "No card fits" in read(cast.cleo, f"/decks/{deck.pk}/", mine="on")
    assert "You like this one" not in read(cast.cleo, card.get_absolute_url())
    send(cast.ben, f"{card.get_absolute_url()}favourite/", **{"not": "1"})
    assert not Favourite.objects.exists()


def test_a_group_draws_among_what_one_likes_and_a_table_does_not_tell(cast: Cast) -> None:
    deck = a_deck(cast)
    send(cast.ben, f"{card_of(deck).get_absolute_url()}favourite/")
    shown = read(cast.ben, f"/decks/{deck.pk}/", mine="on")
    assert '<input type="hidden" name="mine" value="on">' in shown
    assert "so that nobody learns which ones you like" in shown
    drawn = read(cast.ben, f"/decks/{deck.pk}/draw/", mine="on", cards=3)
    assert ("One breath" in drawn, "A walk" in drawn) == (True, False)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({"title": "x" * 81}, "at most 80 characters"),
        ({"title": " "}, "This field is required."),
        ({"text": "x" * 701}, "at most 700 characters"),
        ({"kind": "weird"}, "weird is not one of the available choices"),
        ({"scale": "village"}, "village is not one of the available choices"),
        ({"minutes": "many"}, "Write a whole number here"),
        ({"minutes": "0"}, "Write 1 or more."),
        ({"most": "9" * 30}, "Write 999 or less."),
    ],
)
def test_what_is_wrong_on_a_card_is_said_and_what_was_typed_stays(
    cast: Cast, typed: dict[str, str], word: str
) -> None:
    deck = a_deck(cast)
    fields = {"title": "Sing", "text": "Sing together.", "kind": "own", **typed}
    shown = send(cast.ben, f"/decks/{deck.pk}/cards/new/", **fields)
    assert word in shown
    assert all(words in shown for words in ("Sing together.", "Sing") if words in fields.values())
    assert deck.cards.count() == 3


def test_a_change_that_is_refused_shows_the_card_as_it_is(cast: Cast) -> None:
    card = card_of(a_deck(cast))
    fields = {"title": "A walk", "text": "Other words.", "kind": "own"}
    shown = send(cast.stella, f"{card.get_absolute_url()}change/", **fields)
    assert "There is a card with this title" in shown
    assert "<h1>One breath</h1>" in shown
    assert "Say how you are." in shown
    assert "Other words." in shown


def test_a_story_stays_in_the_circle_wherever_the_deck_goes(cast: Cast) -> None:
    deck = a_deck(cast, audience=Audience.PUBLIC)
    card = card_of(deck)
    shown = send(cast.ben, f"{card.get_absolute_url()}story/", words="We laughed a lot.")
    assert "Members of Riverbend can read it." in shown
    send(cast.ben, f"{card.get_absolute_url()}story/", words="We laughed a lot.")
    assert Story.objects.count() == 1, "pressed twice, told once"
    assert "We laughed a lot." in read(cast.cleo, card.get_absolute_url())
    for outside in (cast.sol, None):
        page = read(outside, card.get_absolute_url())
        assert "Say how you are." in page
        assert "laughed" not in page
    answer = client_of(cast.sol).post(f"{card.get_absolute_url()}story/", {"words": "x"})
    assert answer.status_code == 403


def test_a_story_is_taken_back_by_whoever_told_it_alone(cast: Cast) -> None:
    card = card_of(a_deck(cast))
    story = actions.tell(cast.ben, card, words="Hm.", at=AT)
    address = f"{card.get_absolute_url()}story/"
    assert client_of(cast.cleo).post(address, {"back": story.pk}).status_code == 403
    assert client_of(cast.ben).post(address, {"back": "9" * 30}).status_code == 404
    send(cast.ben, address, back=story.pk)
    assert not Story.objects.exists()


def test_an_empty_story_keeps_the_page(cast: Cast) -> None:
    card = card_of(a_deck(cast))
    shown = send(cast.ben, f"{card.get_absolute_url()}story/", words=" ")
    assert "This field is required." in shown


def test_any_member_fills_in_a_blank_card_and_changes_only_their_own(cast: Cast) -> None:
    deck = a_deck(cast)
    fields = {"title": "Sing", "text": "Sing *together*.", "kind": "own", "minutes": "5"}
    shown = send(cast.ben, f"/decks/{deck.pk}/cards/new/", **fields)
    assert "Ben Birch filled it in." in shown
    card = card_of(deck, "Sing")
    assert client_of(cast.cleo).get(f"{card.get_absolute_url()}change/").status_code == 403
    send(cast.ben, f"{card.get_absolute_url()}change/", **{**fields, "text": "Hum."})
    assert "Hum." in read(cast.cleo, card.get_absolute_url())
    shown = send(cast.ben, f"/decks/{deck.pk}/cards/new/", **fields)
    assert "There is a card with this title" in shown
    wrong = {**fields, "title": "Dance", "least": "5", "most": "3"}
    assert "This is less than" in send(cast.ben, f"/decks/{deck.pk}/cards/new/", **wrong)


def test_who_filled_a_card_in_is_told_inside_only(cast: Cast) -> None:
    deck = a_deck(cast, audience=Audience.PUBLIC)
    card = actions.fill_in(cast.ben, deck, title="Sing", text="Sing.", at=AT)
    assert "Ben Birch" in read(cast.cleo, card.get_absolute_url())
    assert "Ben" not in read(cast.sol, card.get_absolute_url())
    assert "Ben" not in read(None, card.get_absolute_url())


def test_a_card_that_was_put_away_is_not_drawn_and_can_be_put_back(cast: Cast) -> None:
    deck = a_deck(cast)
    card = card_of(deck, "A walk")
    send(cast.stella, f"{card.get_absolute_url()}change/", away=1)
    assert "A walk" not in read(cast.ben, f"/decks/{deck.pk}/")
    assert "A walk" not in read(cast.ben, f"/decks/{deck.pk}/draw/", cards=12)
    assert "A walk" in read(cast.stella, f"/decks/{deck.pk}/")
    send(cast.stella, f"{card.get_absolute_url()}change/", back=1)
    assert "A walk" in read(cast.ben, f"/decks/{deck.pk}/")


def test_a_deck_has_an_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Card, "MOST", 4)
    deck = a_deck(cast)
    actions.fill_in(cast.ben, deck, title="Fourth", text="x", at=AT)
    with pytest.raises(actions.Full):
        actions.fill_in(cast.ben, deck, title="Fifth", text="x", at=AT)


def test_a_hostile_card_only_says_its_words(cast: Cast) -> None:
    deck = a_deck(cast)
    text = "<script>alert(1)</script> [x](javascript:alert(2)) {{7*7}}"
    card = actions.fill_in(cast.ben, deck, title="<b>Bold</b>", text=text, at=AT)
    shown = client_of(cast.cleo).get(card.get_absolute_url()).content.decode()
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown
    assert "<b>Bold" not in shown
    assert "{{7*7}}" in shown


def test_the_deck_asks_the_database_as_often_for_forty_cards_as_for_three(
    cast: Cast, django_assert_num_queries
) -> None:
    few, many = a_deck(cast), threads_of(cast)
    client = client_of(cast.ben)
    client.get(f"/decks/{few.pk}/")
    with django_assert_num_queries(8):
        client.get(f"/decks/{few.pk}/")
    with django_assert_num_queries(8):
        client.get(f"/decks/{many.pk}/")
