"""What this app holds of somebody, for their export. Of others, nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.decks.models import Bringing, Card, Favourite, Story
from kinweave.decks.pictures import ALBUM, LARGE
from kinweave.people.export.parts import brings_files, exports
from kinweave.people.models import Person


@exports(
    "cards",
    _("Cards that you filled in"),
    deck=_("Deck"),
    title=_("Title"),
    words=_("Words"),
    since=_("Since"),
    picture=_("Picture"),
)
def cards(person: Person) -> list[dict[str, Any]]:
    """All of them, also those that were put away."""
    rows = Card.objects.filter(author=person).select_related("deck").order_by("pk")
    return [
        {
            "deck": one.deck.name,
            "title": one.title,
            "words": one.text,
            "since": one.made_at,
            "picture": _file(one) if one.picture else "",
        }
        for one in rows
    ]


@brings_files
def pictures(person: Person) -> Iterator[tuple[str, Path]]:
    """The larger size; the smaller is made from the same."""
    for one in Card.objects.filter(author=person).exclude(picture="").order_by("pk"):
        yield _file(one), ALBUM.path_of(one.picture, LARGE)


def _file(card: Card) -> str:
    return f"card-{card.pk}.webp"


@exports("favourite_cards", _("Cards that you like"), deck=_("Deck"), title=_("Title"))
def favourites(person: Person) -> list[dict[str, Any]]:
    """Their titles."""
    rows = Favourite.objects.filter(person=person).select_related("card__deck").order_by("pk")
    return [{"deck": one.card.deck.name, "title": one.card.title} for one in rows]


@exports(
    "card_stories",
    _("What you told of cards"),
    title=_("Title"),
    words=_("Your words"),
    since=_("Since"),
)
def stories(person: Person) -> list[dict[str, Any]]:
    """All of them."""
    rows = Story.objects.filter(person=person).select_related("card").order_by("pk")
    return [{"title": one.card.title, "words": one.words, "since": one.told_at} for one in rows]


@exports(
    "cards_brought",
    _("Files of cards that you brought in"),
    deck=_("Deck"),
    since=_("Since"),
    cards=_("Cards that came in"),
    said=_("What was said of it"),
)
def brought(person: Person) -> list[dict[str, Any]]:
    """As long as it is kept."""
    rows = Bringing.objects.filter(person=person).select_related("deck").order_by("pk")
    return [
        {"deck": one.deck.name, "since": one.asked_at, "cards": one.new, "said": one.odd}
        for one in rows
    ]
