"""Sessions on a board: put there, moved, taken down; and who would join."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.access import NotAllowed, allowed, can
from kinweave.bringing import actions
from kinweave.bringing.forms import Placing, Putting
from kinweave.bringing.grid import Grid, grid_of
from kinweave.bringing.models import Session
from kinweave.bringing.refusals import Gone, Over, Refusal, Taken
from kinweave.bringing.views.door import board_for, me, session_for, viewer

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def new(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a session onto the board. With ``?at=``, that place is chosen already."""
    board = board_for(request, pk, number)
    of = board.occasion.gathering
    if of.cancelled_at is None:
        allowed(viewer(request), "put on", board)
    places = grid_of(viewer(request), board).free()
    form = Putting(
        _sent(request), places=_and_what_was_sent(request, places),
        initial={"place": request.GET.get("at", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_on(me(request), board, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("It stands on the board."))
            return redirect(board)
        except Taken as taken:
            form.add_error("place", str(taken.words))
        except Refusal as refusal:
            form.add_error(None, str(refusal.words))
    context = {"form": form, "board": board, "gathering": of, "circle": of.circle}
    return render(request, "bringing/session_new.html", context)


@login_required
@form_page
def session(request: HttpRequest, pk: int, number: int, which: int) -> HttpResponse:
    """What it is, and who would join; for who put it there, changing it; for who hosts, moving."""
    board = board_for(request, pk, number)
    found, looks = session_for(request, board, which), viewer(request)
    grid = grid_of(looks, board)
    mine = can(looks, "change", found)
    moves = mine or can(looks, "move", found)
    if request.method == "POST" and not moves:
        raise NotAllowed
    form = _form(request, grid, found, mine=mine) if moves else None
    if mine and "down" in request.POST:
        actions.take_down(me(request), found)
        messages.success(request, _("It is off the board. Nobody asks why."))
        return redirect(board)
    if request.method == "POST" and form and form.is_valid():
        try:
            what = actions.change_session if mine else actions.move
            what(me(request), found, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("That is how it stands now."))
            return redirect(board)
        except Taken as taken:
            form.add_error("place", str(taken.words))
        except (Gone, Over) as refusal:
            messages.warning(request, str(refusal.words))
            return redirect(board)
    of = board.occasion.gathering
    context = {
        "form": form,
        "put": next((one for one in grid.put if one.number == found.pk), None),
        "session": found,
        "mine": mine,
        "may_join": not mine and can(looks, "put on", board),
        "board": board,
        "gathering": of,
        "circle": of.circle,
    }
    return render(request, "bringing/session.html", context)


def _form(request: HttpRequest, grid: Grid, of: Session, *, mine: bool) -> Placing:
    place = (of.spot_id, of.stretch_id) if of.spot_id and of.stretch_id else None
    start = {
        "title": of.title, "words": of.words, "place": "-".join(map(str, place or ())),
    }  # fmt: skip
    places = _and_what_was_sent(request, grid.free(place))
    kind = Putting if mine else Placing
    return kind(_sent(request), initial=start, places=places)


def _sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" and "down" not in request.POST else None


def _and_what_was_sent(request: HttpRequest, free: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A place that was free when the page was shown is understood, and then told to be taken."""
    sent = request.POST.get("place", "")
    spot, _dash, stretch = sent.partition("-")
    if sent in dict(free) or not (_is_number(spot) and _is_number(stretch)):
        return free
    return [*free, (sent, _("The place that you chose, which is taken"))]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18


@login_required
@require_POST
def joining(request: HttpRequest, pk: int, number: int, which: int) -> HttpResponse:
    """I would join; or rather not."""
    board = board_for(request, pk, number)
    found = session_for(request, board, which)
    allowed(viewer(request), "put on", board)
    try:
        if "not" in request.POST:
            actions.not_join(me(request), found)
        elif "join" in request.POST:
            actions.join(me(request), found, at=timezone.now())
        else:
            raise Http404
    except Refusal as refusal:
        messages.warning(request, str(refusal.words))
    return redirect(board)
