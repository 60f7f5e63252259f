"""Who may do what with calls. Pure predicates, each in words for people."""

from __future__ import annotations

from kinweave.access import Viewer, rule
from kinweave.calling.models import Call, CallQuestion
from kinweave.circles.models import Circle, Scale


@rule("call a crew", Circle)
def call_a_crew(viewer: Viewer, circle: Circle) -> bool:
    """Every member of a congregation: it needs nobody's leave."""
    open_ = circle.ended_at is None and circle.scale == Scale.CONGREGATION
    return open_ and circle.pk in viewer.circles


@rule("answer", Call)
def answer(viewer: Viewer, call: Call) -> bool:
    """Every member but the caller: say yes or maybe, ask something."""
    seen = call.circle_id in viewer.circles and call.caller_id not in viewer.hidden
    return seen and viewer.person != call.caller_id


@rule("start", Call)
def start(viewer: Viewer, call: Call) -> bool:
    """Only whoever called: start the crew, or let the call go."""
    return viewer.person == call.caller_id and call.circle_id in viewer.circles


@rule("reply", CallQuestion)
def reply(viewer: Viewer, question: CallQuestion) -> bool:
    """Only whoever called."""
    return start(viewer, question.call) and question.person_id not in viewer.hidden
