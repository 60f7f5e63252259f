"""Getting to what people bring: by way of the gathering, and seen by whom it is for."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils import timezone

from kinweave.access import allowed, visible_or_404
from kinweave.bringing.models import Board, Clinic, Request, Session, Slots
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.views.door import date_for, gathering_for, me, viewer

__all__ = [
    "board_for", "clinic_for", "date_named", "gathering_for", "me", "number_of", "request_for",
    "session_for", "slots_for", "to_come", "viewer",
]  # fmt: skip


def slots_for(request: HttpRequest, pk: int) -> Slots:
    """The slots of a gathering, or 404."""
    of = gathering_for(request, pk)
    found: Slots = visible_or_404(Slots.objects, viewer(request), gathering=of)
    found.gathering = of
    return found


def request_for(request: HttpRequest, slots: Slots, number: int, verb: str = "") -> Request:
    """One of the queue: 404 if it is not there for them, 403 if they may not do this with it."""
    found: Request = visible_or_404(Request.objects, viewer(request), slots=slots, pk=number)
    found.slots = slots
    if verb:
        allowed(viewer(request), verb, found)
    return found


def clinic_for(request: HttpRequest, pk: int) -> Clinic:
    """The cases of a gathering, or 404."""
    of = gathering_for(request, pk)
    found: Clinic = visible_or_404(Clinic.objects, viewer(request), gathering=of)
    found.gathering = of
    return found


def board_for(request: HttpRequest, pk: int, number: int) -> Board:
    """One of a gathering's boards, or 404."""
    of = gathering_for(request, pk)
    rows = Board.objects.visible_to(viewer(request)).select_related("occasion")
    found = rows.filter(occasion__gathering=of, pk=number).first()
    if found is None:
        raise Http404
    found.occasion.gathering = of
    return found


def session_for(request: HttpRequest, board: Board, number: int, verb: str = "") -> Session:
    """One of a board's sessions: 404, or 403, as above."""
    rows = Session.objects.visible_to(viewer(request)).select_related("spot", "stretch")
    found = rows.filter(board=board, pk=number).first()
    if found is None:
        raise Http404
    found.board = board
    if verb:
        allowed(viewer(request), verb, found)
    return found


def date_named(request: HttpRequest, gathering: Gathering) -> Occasion:
    """The date whose number was sent, or 404."""
    return date_for(gathering, number_of(request.POST.get("date", "")))


def number_of(text: str) -> int:
    """A number as an address or a form says it; 404 for what is none."""
    if not (text.isascii() and text.isdecimal()):
        raise Http404
    return int(text[:6])


def to_come(request: HttpRequest, gathering: Gathering) -> list[Occasion]:
    """Its dates that are not over, and are not left out."""
    rows = Occasion.objects.visible_to(viewer(request)).not_over(timezone.now())
    found = list(rows.filter(gathering=gathering, skipped_at=None)[:12])
    for one in found:
        one.gathering = gathering
    return found
