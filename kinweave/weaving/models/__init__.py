"""A season, what people wish for in it, what is proposed, and what each answers."""

from kinweave.weaving.models.answers import Answer, Repair
from kinweave.weaving.models.moves import Move
from kinweave.weaving.models.proposals import Left, Place, Proposal, ProposedCrew
from kinweave.weaving.models.season import Season
from kinweave.weaving.models.wishes import Appeal, Regard, Wish

__all__ = [
    "Answer",
    "Appeal",
    "Left",
    "Move",
    "Place",
    "Proposal",
    "ProposedCrew",
    "Regard",
    "Repair",
    "Season",
    "Wish",
]
