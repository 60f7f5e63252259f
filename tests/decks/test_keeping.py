"""What becomes of cards when somebody leaves or is forgotten, and what they take along."""

from __future__ import annotations

import json
from io import BytesIO

from kinweave.circles.actions import leave
from kinweave.decks import actions, exporting
from kinweave.decks.models import Bringing, Card, Favourite, Story
from kinweave.decks.opening import opened
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_parts
from tests.decks.doing import a_deck, card_of
from tests.gatherings.cast import AT, Cast, client_of


def played(cast: Cast) -> Card:
    """Ben fills a card in; he and Cleo like one and tell of it."""
    deck = a_deck(cast)
    actions.fill_in(cast.ben, deck, title="Sing", text="canary-card-ben", at=AT)
    card = card_of(deck)
    for name in ("ben", "cleo"):
        actions.like(cast.people[name], card)
        actions.tell(cast.people[name], card, words=f"canary-{name}", at=AT)
    found = opened("c.md", BytesIO(b"## canary-odd-ben\n\n## Hum\n\nHum."))
    actions.bring_in(cast.stella, deck, found=found, at=AT)
    Bringing.objects.update(person=cast.ben)
    return card


def test_an_export_holds_ones_own_and_nothing_of_others(cast: Cast) -> None:
    played(cast)
    parts = {one.name: one for one in all_parts()}
    names = ("cards", "favourite_cards", "card_stories", "cards_brought")
    told = {who: json.dumps([parts[one].give(cast.people[who]) for one in names], default=str)
            for who in ("ben", "cleo", "ada")}  # fmt: skip
    assert "canary-ben" in told["ben"]
    assert "canary-card-ben" in told["ben"]
    assert "canary-odd-ben" in told["ben"]
    assert "canary-cleo" not in told["ben"]
    assert "canary-ben" not in told["cleo"]
    assert told["ada"] == "[[], [], [], []]"
    for name in names:
        [row] = parts[name].give(cast.ben)
        assert row.keys() == parts[name].labels.keys()
    assert exporting.favourites(cast.cleo) == [{"deck": "Little things", "title": "One breath"}]


def test_whoever_leaves_likes_nothing_there_and_what_they_told_stays(cast: Cast) -> None:
    card = played(cast)
    leave(cast.ben, cast.circle, at=AT)
    assert [one.person for one in Favourite.objects.all()] == [cast.cleo]
    assert Story.objects.filter(person=cast.ben).exists()
    assert client_of(cast.ben).get(card.get_absolute_url()).status_code == 404


def test_whoever_is_forgotten_leaves_a_card_without_a_name_and_no_word(cast: Cast) -> None:
    played(cast)
    forget(cast.ben.pk, at=AT)
    assert card_of(Card.objects.get(title="Sing").deck, "Sing").author is None
    assert [one.person for one in Story.objects.all()] == [cast.cleo]
    assert [one.person for one in Favourite.objects.all()] == [cast.cleo]
