"""Bringing cards in from a file: into a deck that is there, or as a deck of their own."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.decks.actions.keeping import begin, put_in
from kinweave.decks.models import Bringing, Card, Deck
from kinweave.decks.opening import Brought
from kinweave.decks.refusals import Strange
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.people.models import Person


def bring_in(actor: Person, deck: Deck, *, found: Brought, at: datetime) -> Bringing:
    """Add cards from elsewhere. What the deck has already, by its title, stays as it is; where a
    card there says the same and has no picture, it gets the one that came. Pictures are made by a
    worker; the cards are there at once."""
    allowed(Viewer.of(actor.pk), "keep", deck)
    if not found.read.cards:
        raise Strange
    row = Bringing(deck=deck, person=actor, asked_at=at, next_attempt=at)
    try:
        if found.pictures and found.packed is not None:
            _lay_aside(row, found.packed)
        with transaction.atomic():
            _bring(row, found, at)
    except BaseException:
        row.path.unlink(missing_ok=True)
        raise
    if not row.wanted:
        row.path.unlink(missing_ok=True)
    return row


@transaction.atomic
def begin_from(
    actor: Person, circle: Circle, *, found: Brought, name: str, language: str, at: datetime
) -> Bringing:
    """A deck of its own, with what the file says of it; ``name`` and ``language``: where it says
    nothing."""
    read = found.read
    name = " ".join((read.name or name).split()) or _("Cards")
    if len(name) > 80 or len(read.words) > 2_000 or len(read.licence) > 80:
        read.say(
            _("What the deck says of itself is too long: 80 letters for its name and for the "
              "licence, 2,000 for its words. The rest was left out.")
        )  # fmt: skip
    deck = begin(
        actor,
        circle,
        name=name[:80],
        words=read.words[:2_000],
        licence=read.licence[:80],
        language=read.language if read.language in dict(settings.LANGUAGES) else language,
        at=at,
    )
    return bring_in(actor, deck, found=found, at=at)


def _bring(row: Bringing, found: Brought, at: datetime) -> None:
    cards = found.read.cards
    row.new = put_in(row.deck, cards, at)
    row.there = len(cards) - row.new
    row.wanted = _wanted(row.deck, found)
    row.odd, row.unsaid = found.read.odd, found.read.unsaid
    if not row.wanted:
        row.state, row.finished_at = State.DONE, at
    row.save()
    if row.wanted:
        wake(row)


def _wanted(deck: Deck, found: Brought) -> list[Any]:
    told = {one.title: one for one in found.read.cards if one.title in found.pictures}
    rows = Card.objects.filter(deck=deck, picture="", title__in=told).order_by("pk")
    return [
        [one.pk, found.pictures[one.title], told[one.title].picture_alt]
        for one in rows
        if one.text == told[one.title].text
    ]


def _lay_aside(row: Bringing, packed: BinaryIO) -> None:
    row.folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    packed.seek(0)
    with row.path.open("xb") as kept:
        shutil.copyfileobj(packed, kept)
