"""Which cards fit: by kind, by the size of the group, by the time there is."""

from __future__ import annotations

import random
from dataclasses import dataclass

from django.db.models import Q

from kinweave.decks.models import Card
from kinweave.decks.models.cards import CardQuerySet


@dataclass(frozen=True, slots=True)
class Fitting:
    """What cards should be like; ``""`` and ``None``: as they come. ``minutes``: no longer."""

    kind: str = ""
    scale: str = ""
    minutes: int | None = None


def fitting(cards: CardQuerySet, fits: Fitting) -> CardQuerySet:
    """Those that fit. A card for groups of any size fits each; one that says nothing of time
    takes as long as one likes."""
    found = cards
    if fits.kind:
        found = found.filter(kind=fits.kind)
    if fits.scale:
        found = found.filter(scale__in=["", fits.scale])
    if fits.minutes is not None:
        found = found.filter(Q(minutes=None) | Q(minutes__lte=fits.minutes))
    return found


def some_of(cards: CardQuerySet, how_many: int, seed: int) -> list[Card]:
    """So many of them, each once, in the order in which they were drawn; the same for a seed."""
    numbers = list(cards.order_by("pk").values_list("pk", flat=True))
    chance = random.Random(seed)  # noqa: S311 - a game
    chosen = chance.sample(numbers, min(how_many, len(numbers)))
    by_number = cards.in_bulk(chosen)
    return [by_number[number] for number in chosen]
