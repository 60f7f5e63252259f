"""The demo's people take our deck in, try cards, and tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinweave.circles.models import Circle
from kinweave.decks import actions
from kinweave.decks.ready_made import threads
from kinweave.demo.calendar import Calendar
from kinweave.people.models import Person

Row = Mapping[str, Any]


def play(row: Row, circle: Circle, people: Mapping[str, Person], days: Calendar) -> None:
    """All of ``texts/decks.toml``."""
    found = threads("en")
    deck = actions.begin(
        people[row["keeper"]],
        circle,
        name=found.name,
        words=found.words,
        licence=found.licence,
        language="en",
        cards=found.cards,
        at=days.ago(row["days"]),
    )
    for card in row["cards"]:
        said = {name: card[name] for name in ("title", "text", "kind", "scale", "minutes")}
        actions.fill_in(people[card["person"]], deck, at=days.ago(card["days"]), **said)
    for story in row["stories"]:
        of, when = deck.cards.get(title=story["card"]), days.ago(story["days"])
        actions.tell(people[story["person"]], of, words=story["words"], at=when)
    for liked in row["liked"]:
        actions.like(people[liked["person"]], deck.cards.get(title=liked["card"]))
