"""Who may do what with what people bring. Who hosts is told by gatherings: "host"."""

from __future__ import annotations

from kinweave.access import Viewer, can, rule
from kinweave.bringing.models import Board, Clinic, Request, Session, Slots


@rule("ask for", Slots)
def ask_for(viewer: Viewer, slots: Slots) -> bool:
    """Members of the gathering's circle who may come to it."""
    gathering = slots.gathering
    return gathering.circle_id in viewer.circles and can(viewer, "come", gathering)


@rule("bring to", Clinic)
def bring_to(viewer: Viewer, clinic: Clinic) -> bool:
    """Members of the gathering's circle who may come to it."""
    gathering = clinic.gathering
    return gathering.circle_id in viewer.circles and can(viewer, "come", gathering)


@rule("put on", Board)
def put_on(viewer: Viewer, board: Board) -> bool:
    """Everybody who may come."""
    return can(viewer, "come", board.occasion.gathering)


@rule("change", Request)
def change_request(viewer: Viewer, request: Request) -> bool:
    """Only who asked."""
    return viewer.person == request.person_id


@rule("change", Session)
def change_session(viewer: Viewer, session: Session) -> bool:
    """Only who put it there: words are theirs."""
    return viewer.person == session.person_id


@rule("move", Session)
def move_session(viewer: Viewer, session: Session) -> bool:
    """Who put it there, and who hosts the gathering."""
    gathering = session.board.occasion.gathering
    return viewer.person == session.person_id or can(viewer, "host", gathering)
