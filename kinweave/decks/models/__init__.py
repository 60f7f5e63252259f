"""Decks, their cards, what people keep and tell of them, and tables at which a group draws."""

from kinweave.decks.models.bringing import Bringing
from kinweave.decks.models.cards import Card, Deck, Favourite, Story
from kinweave.decks.models.printing import Sheets
from kinweave.decks.models.tables import Drawn, Table

__all__ = ["Bringing", "Card", "Deck", "Drawn", "Favourite", "Sheets", "Story", "Table"]
