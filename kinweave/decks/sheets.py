"""Making sheets: nine cards a page, each with the code that leads to its page. What is left of the
last one are blank cards; their code leads to where they are put into the deck."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from hashlib import sha256

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from kinweave.access import address
from kinweave.decks.models import Card, Deck, Sheets
from kinweave.decks.pictures import ALBUM, SMALL
from kinweave.decks.room import fit
from kinweave.jobs.actions import works_on
from kinweave.papers import CannotPrint, pdf

A_PAGE = 9
FORMAT = 4
"""Another one, and all sheets are made anew."""


def fingerprint(deck: Deck) -> str:
    """Of all that a sheet shows."""
    cards = Card.objects.filter(deck=deck).in_play().order_by("pk")
    shown = cards.values_list(
        "pk", "title", "text", "kind", "scale", "minutes", "least", "most", "picture", "picture_alt"
    )
    said = (FORMAT, settings.SITE_URL, deck.name, deck.licence, deck.language, list(shown))
    return sha256(repr(said).encode()).hexdigest()


def sheets_of(deck: Deck) -> Sheets | None:
    """Those of its cards as they are now, if somebody asked for them and the file is there."""
    found = Sheets.objects.filter(deck=deck, of=fingerprint(deck)).first()
    return None if found and found.lost else found


@works_on(Sheets)
def make(row: Sheets, now: datetime) -> None:  # noqa: ARG001 - every kind of work is told the time
    """Draw them, and keep the file."""
    deck = row.deck
    cards = list(Card.objects.filter(deck=deck).in_play().order_by("pk"))
    with translation.override(deck.language):
        page = render_to_string(
            "decks/sheets/page.html",
            {
                "deck": deck,
                "site": settings.SITE_NAME,
                "cards": [
                    (
                        one,
                        _code("card", deck.pk, one.pk),
                        fit(one.title, one.text, pictured=bool(one.picture)),
                    )
                    for one in cards
                ],
                "blank": _code("card-new", deck.pk),
                "blanks": range(-len(cards) % A_PAGE),
            },
        )

    def laid_out(_sheet: int) -> None:
        row.still_at_it(timezone.now())

    pictures = {one.pk: one.picture for one in cards if one.picture}
    try:
        made = pdf(page, fetch=partial(_at, pictures), told=laid_out)
    except CannotPrint as lacking:
        Sheets.objects.filter(pk=row.pk).update(why=str(lacking)[:200])
        return
    row.keep(made)
    for older in Sheets.objects.filter(deck=deck, asked_at__lt=row.asked_at).exclude(pk=row.pk):
        older.path.unlink(missing_ok=True)
        older.delete()


def forget_sheets(now: datetime) -> int:  # noqa: ARG001 - every chore is told the time
    """Files of decks that are gone, and what killed processes left lying; how many."""
    folder = Sheets.folder()
    known = set(Sheets.objects.values_list("file", flat=True))
    left = [
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.name.split(".pdf")[0] + ".pdf" not in known
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _at(pictures: Mapping[int, str], url: str) -> tuple[bytes, str] | None:
    """The picture of one of the cards; the page names nothing else. Its small size has three
    hundred points to the inch on a card."""
    kind, _colon, name = url.partition(":")
    if kind == "picture" and name.isdecimal() and (picture := pictures.get(int(name))):
        path = ALBUM.path_of(picture, SMALL)
        return (path.read_bytes(), "image/webp") if path.is_file() else None
    return None


def _code(name: str, *of: int) -> SafeString:
    link = f"{settings.SITE_URL}{address(name, *of)}"
    code = segno.make(link, error="m", micro=False)
    drawn = code.svg_inline(scale=1, border=0, dark="#2b2118", svgclass=None, lineclass=None)
    return mark_safe(drawn)  # noqa: S308 - segno draws squares; the link's letters are not in it
