"""A table at which a group draws from a deck: everybody sees the same card."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.decks.models.cards import Card, Deck


class Table(Visible):
    """Somebody laid a deck on the table, for those of its cards that fit; ``""`` and ``None``: all.
    It is cleared by any of them, or by itself after a day."""

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="tables")
    laid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    laid_at = models.DateTimeField()
    kind = models.CharField(max_length=9, choices=Card.Kind.choices, blank=True)
    scale = models.CharField(max_length=12, choices=Card.Scale.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Table]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-laid_at", "-pk"]

    def __str__(self) -> str:
        return f"table {self.pk} of deck {self.deck_id}"

    def get_absolute_url(self) -> str:
        return address("card-table", self.pk)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the deck's circle."""
        return Q(deck__circle__in=viewer.circles) if viewer.is_somebody else None


class Drawn(Visible):
    """A card that was drawn at a table. ``number``: the first is 1; each has one card, and each
    card comes once, however many people press at the same time."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="drawn")
    number = models.PositiveSmallIntegerField()
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Drawn]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "number"], name="drawn_in_turn"),
            models.UniqueConstraint(fields=["table", "card"], name="drawn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id}: {self.number}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sits at the table."""
        return Q(table__deck__circle__in=viewer.circles) if viewer.is_somebody else None
