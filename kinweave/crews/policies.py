"""Who may do what in a crew. Pure predicates, each in words for people. A crew has no boss."""

from __future__ import annotations

from kinweave.access import Viewer, rule
from kinweave.circles.models import Circle, Scale
from kinweave.crews.models import Cycle, Turn, WhatNext


@rule("crew", Circle)
def crew(viewer: Viewer, circle: Circle) -> bool:
    """Word its charter: everybody in the crew alike."""
    return circle.scale == Scale.CREW and circle.pk in viewer.circles and circle.ended_at is None


@rule("look back", Cycle)
def look_back(viewer: Viewer, cycle: Cycle) -> bool:
    """Everybody in the crew, each for themself; and open the question what comes next."""
    return crew(viewer, cycle.circle)


@rule("offer", Turn)
def offer(viewer: Viewer, turn: Turn) -> bool:
    """Only whoever has it."""
    return viewer.person == turn.host_id and turn.cycle.circle_id in viewer.circles


@rule("take", Turn)
def take(viewer: Viewer, turn: Turn) -> bool:
    """Everybody in the crew but whoever has it."""
    return viewer.person != turn.host_id and turn.cycle.circle_id in viewer.circles


@rule("go on", WhatNext)
def go_on(viewer: Viewer, what_next: WhatNext) -> bool:
    """Everybody in the crew: say what they would like, and do what came of it."""
    return crew(viewer, what_next.cycle.circle)
