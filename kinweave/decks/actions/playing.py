"""Drawing in a group: everybody sees the same card."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.decks.choosing import Fitting, fitting
from kinweave.decks.models import Deck, Drawn, Table
from kinweave.decks.refusals import AllDrawn
from kinweave.people.models import Person

KEPT = timedelta(days=1)


@transaction.atomic
def lay(person: Person, deck: Deck, *, fits: Fitting, seed: int, at: datetime) -> Table:
    """Lay the deck on a table and turn over the first card."""
    allowed(Viewer.of(person.pk), "play", deck)
    table: Table = Table.objects.create(
        deck=deck,
        laid_by=person,
        laid_at=at,
        kind=fits.kind,
        scale=fits.scale,
        minutes=fits.minutes,
    )
    draw(person, table, after=0, seed=seed, at=at)
    return table


@transaction.atomic
def draw(person: Person, table: Table, *, after: int, seed: int, at: datetime) -> Drawn:
    """Turn over the card that comes after number ``after``. Where somebody else has pressed
    already, this is the card that they turned over: two presses are one."""
    allowed(Viewer.of(person.pk), "play", table.deck)
    Table.objects.select_for_update().get(pk=table.pk)
    there = list(Drawn.objects.filter(table=table).order_by("number"))
    if len(there) > after:
        return there[after]
    fits = Fitting(table.kind, table.scale, table.minutes)
    left = fitting(table.deck.cards.in_play(), fits).exclude(pk__in=[one.card_id for one in there])
    numbers = list(left.order_by("pk").values_list("pk", flat=True))
    if not numbers:
        raise AllDrawn
    card = random.Random(seed).choice(numbers)  # noqa: S311 - a game
    drawn: Drawn = Drawn.objects.create(table=table, number=len(there) + 1, card_id=card, at=at)
    return drawn


@transaction.atomic
def clear(person: Person, table: Table) -> None:
    """Clear the table; what was drawn is forgotten."""
    allowed(Viewer.of(person.pk), "play", table.deck)
    table.delete()


def clear_old(now: datetime) -> int:
    """Clear those that were laid more than a day ago; how many."""
    old = Table.objects.filter(laid_at__lte=now - KEPT)
    found = old.count()
    old.delete()
    return found
