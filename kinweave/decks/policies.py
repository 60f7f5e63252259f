"""Who may do what with decks. Pure predicates; each says what it means for people."""

from __future__ import annotations

from kinweave.access import Viewer, can, rule
from kinweave.circles.models import Circle
from kinweave.decks.models import Card, Deck, Story


@rule("keep decks", Circle)
def keep_decks(viewer: Viewer, circle: Circle) -> bool:
    """Take a deck in, and say for whom it is: whoever tends the circle."""
    return can(viewer, "tend", circle)


@rule("keep", Deck)
def keep(viewer: Viewer, deck: Deck) -> bool:
    """Change and put away its cards: whoever tends the circle."""
    return keep_decks(viewer, deck.circle)


@rule("play", Deck)
def play(viewer: Viewer, deck: Deck) -> bool:
    """Lay it on a table, fill in a blank card, tell a story: members of its circle."""
    return deck.circle_id in viewer.circles and deck.circle.ended_at is None


@rule("change", Card)
def change(viewer: Viewer, card: Card) -> bool:
    """Whose own card it is; and whoever keeps the deck."""
    if not play(viewer, card.deck):
        return False
    return viewer.person == card.author_id or keep(viewer, card.deck)


@rule("take back", Story)
def take_back(viewer: Viewer, story: Story) -> bool:
    """Whose it is."""
    return viewer.is_somebody and viewer.person == story.person_id
