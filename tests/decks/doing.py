"""What people of the cast do with cards."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.test import Client

from kinweave.decks import actions
from kinweave.decks.models import Card, Deck
from kinweave.decks.ready_made import threads
from kinweave.decks.writing import Told
from kinweave.people.models import Person
from tests.gatherings.cast import AT, Cast, client_of

THREE = (
    Told("Soup for all", "Cook for *everybody*.", "mission", "congregation", 90, 4, 40),
    Told("One breath", "Say how you are.", "activity", "", 3, 2, None),
    Told("A walk", "Walk and talk.", "activity", "dyad", None, 2, 2),
)


def a_deck(cast: Cast, *cards: Told, **said: Any) -> Deck:
    """Stella, who tends Riverbend, takes a deck in."""
    fields = {"name": "Little things", "language": "en", **said}
    return actions.begin(cast.stella, cast.circle, cards=cards or THREE, at=AT, **fields)


def threads_of(cast: Cast) -> Deck:
    """The deck that comes with Kinweave."""
    found = threads("en")
    return a_deck(cast, *found.cards, name=found.name, licence=found.licence)


def card_of(deck: Deck, title: str = "One breath") -> Card:
    """One of its cards."""
    found: Card = deck.cards.get(title=title)
    return found


def asking(reader: Person | None) -> Client:
    """Somebody's browser; with nobody, a stranger's."""
    return client_of(reader) if reader else Client()


def read(reader: Person | None, address: str, **asked: Any) -> str:
    """A page as somebody reads it, after being sent on."""
    answer = asking(reader).get(address, asked, follow=True)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def send(person: Person, address: str, **fields: Any) -> str:
    """A form that they send; the page that follows."""
    answer = client_of(person).post(address, fields, follow=True)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())
