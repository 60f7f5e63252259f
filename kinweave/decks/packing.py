"""A deck on its way out: as text, or as a zip of the text and its pictures.

A zip is written while it is sent (:func:`kinweave.pages.zipping.zipped`): two hundred photographs
are forty megabytes, of which a page holds one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kinweave.decks.models import Card, Deck
from kinweave.decks.pictures import ALBUM, LARGE
from kinweave.decks.writing import Told, markdown, table
from kinweave.pages.paths import slug_of
from kinweave.pages.zipping import zipped

FORMS = {"md": "text/markdown", "csv": "text/csv"}


def as_text(of: Deck, form: str) -> str:
    """The deck in one of :data:`FORMS`, in which cards name their pictures."""
    cards = _in_play(of)
    return _text(of, form, cards, _places(cards))


def as_zip(of: Deck, form: str) -> Iterator[bytes]:
    """The same with the pictures, in the larger size. One that is gone from the disk is not
    named."""
    cards = _in_play(of)
    places = _places(cards)
    text = _text(of, form, cards, places)
    return zipped(_files(f"cards.{form}", text, cards, places))


def _files(
    name: str, text: str, cards: list[Card], places: Mapping[int, str]
) -> Iterator[tuple[str, str | bytes]]:
    yield name, text
    for one in cards:
        if one.pk in places:
            try:
                whole = ALBUM.path_of(one.picture, LARGE).read_bytes()
            except FileNotFoundError:  # taken away while those before it were sent
                continue
            yield places[one.pk], whole


def _in_play(of: Deck) -> list[Card]:
    return list(Card.objects.filter(deck=of).in_play().order_by("pk"))


def _places(cards: list[Card]) -> dict[int, str]:
    """Where the pictures lie in the zip, by their cards: numbered, so that two titles that are
    nearly the same have two files on every machine."""
    return {
        one.pk: f"pictures/{number:03}-{slug_of(one.title)[:60] or 'card'}.webp"
        for number, one in enumerate(cards, start=1)
        if one.picture and ALBUM.path_of(one.picture, LARGE).is_file()
    }


def _text(of: Deck, form: str, cards: list[Card], places: Mapping[int, str]) -> str:
    told = [
        Told(
            one.title,
            one.text,
            one.kind,
            one.scale,
            one.minutes,
            one.least,
            one.most,
            places.get(one.pk, ""),
            one.picture_alt if one.pk in places else "",
        )
        for one in cards
    ]
    if form == "csv":
        return table(told, of.licence)
    return markdown(of.name, of.words, of.licence, told, of.language)
