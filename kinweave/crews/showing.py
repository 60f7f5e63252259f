"""A crew's life as its page shows it, to whoever is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kinweave.access import Viewer
from kinweave.circles.models import Circle, Membership
from kinweave.crews.cycles import NEAR
from kinweave.crews.models import Cycle, Passage, Turn

FEW = 3
"""With fewer than so many, a crew is told kindly what it could do."""


@dataclass(frozen=True, slots=True)
class Life:
    """``number``: of the meeting that is next, or the last one. ``ends``: the last of them.
    ``looking_back``: whether it is time for that. ``few``: whether the crew has become small."""

    cycle: Cycle
    turns: list[Turn]
    number: int
    is_over: bool
    looking_back: bool
    few: bool

    @property
    def next(self) -> Turn | None:
        """The meeting that is next."""
        return None if self.is_over else self.turns[self.number - 1]

    @property
    def last(self) -> Turn | None:
        """The one that ends the cycle."""
        return self.turns[-1] if self.turns else None


def life(viewer: Viewer, circle: Circle, now: datetime) -> Life | None:
    """Three queries, however long the cycle is."""
    cycles = Cycle.objects.visible_to(viewer).filter(circle=circle).select_related("gathering")
    cycle = cycles.order_by("-number").first()
    if cycle is None:
        return None
    cycle.circle = circle
    rows = Turn.objects.visible_to(viewer).filter(cycle=cycle, occasion__skipped_at=None)
    turns = list(rows.select_related("occasion", "host").order_by("occasion__starts_at", "pk"))
    for one in turns:
        one.cycle, one.occasion.gathering = cycle, cycle.gathering
    been = sum(one.occasion.ends_at <= now for one in turns)
    here = Membership.objects.visible_to(viewer).current().filter(circle=circle).count()
    return Life(
        cycle,
        turns,
        number=min(been + 1, len(turns)),
        is_over=been == len(turns),
        looking_back=_time_to_look_back(turns, been, now),
        few=here < (circle.size_least or FEW),
    )


def _time_to_look_back(turns: list[Turn], been: int, now: datetime) -> bool:
    """As :func:`kinweave.crews.cycles.may_look_back` says, of dates that are read already."""
    if not turns:
        return True
    near = turns[-1].occasion.starts_at - now <= NEAR
    return near or (len(turns) > 1 and been >= len(turns) - 1)


def charter(viewer: Viewer, circle: Circle) -> list[tuple[str, str, Passage | None]]:
    """Each passage: its name for addresses, its heading, and how it reads now. One query."""
    rows = Passage.objects.visible_to(viewer).filter(circle=circle).order_by("revision")
    holds = {one.about: one for one in rows.select_related("by")}
    return [(about, str(words), holds.get(about)) for about, words in Passage.About.choices]
