"""What people do with decks. The actor comes first; each is one transaction and asks whether the
actor may."""

from kinweave.decks.actions.bringing import begin_from, bring_in
from kinweave.decks.actions.keeping import (
    begin,
    change_card,
    change_deck,
    fill_in,
    put_away,
    put_back,
    throw_away,
)
from kinweave.decks.actions.liking import like, not_like, take_back, tell
from kinweave.decks.actions.picturing import remove_picture, show_picture
from kinweave.decks.actions.playing import clear, clear_old, draw, lay
from kinweave.decks.actions.printing import ask_for_sheets
from kinweave.decks.refusals import (
    AllDrawn,
    Full,
    NoCards,
    NoZip,
    Refusal,
    SameTitle,
    Several,
    Strange,
    TooMuchText,
)

__all__ = [
    "AllDrawn",
    "Full",
    "NoCards",
    "NoZip",
    "Refusal",
    "SameTitle",
    "Several",
    "Strange",
    "TooMuchText",
    "ask_for_sheets",
    "begin",
    "begin_from",
    "bring_in",
    "change_card",
    "change_deck",
    "clear",
    "clear_old",
    "draw",
    "fill_in",
    "lay",
    "like",
    "not_like",
    "put_away",
    "put_back",
    "remove_picture",
    "show_picture",
    "take_back",
    "tell",
    "throw_away",
]
