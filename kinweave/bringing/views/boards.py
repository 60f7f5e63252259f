"""An open-space board, and for whoever hosts, laying it out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import allowed, can
from kinweave.bringing import actions
from kinweave.bringing.forms import BoardOpening, days_of
from kinweave.bringing.grid import grid_of
from kinweave.bringing.models import Board, Spot, Stretch
from kinweave.bringing.refusals import Refusal
from kinweave.bringing.views.door import board_for, gathering_for, me, to_come, viewer
from kinweave.gatherings.models import Occasion
from kinweave.people.time_zones import place_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_GET
def board(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What is where and when, and what has no place yet."""
    found, looks, now = board_for(request, pk, number), viewer(request), timezone.now()
    of = found.occasion.gathering
    over = found.occasion.ends_at <= now or found.occasion.is_off
    context = {
        "board": found,
        "gathering": of,
        "circle": of.circle,
        "clocks": place_of(of.zone),
        "grid": grid_of(looks, found),
        "may_put": not over and can(looks, "put on", found),
        "hosts": not over and can(looks, "host", of),
    }
    return render(request, "bringing/board.html", context)


@login_required
@form_page
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A board for one of the days to come."""
    of = gathering_for(request, pk, "host")
    days = {}
    if of.cancelled_at is None:
        days = {day: one for one in reversed(to_come(request, of)) for day in days_of(one)}
    if not days:
        messages.warning(request, _("There is no day to come for which a board could be opened."))
        return redirect(of)
    form = BoardOpening(request.POST or None, days=sorted(days))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        on: Occasion = days[said["day"]]
        try:
            made = actions.open_board(me(request), on, at=timezone.now(), **said)
            made.occasion = on
            messages.success(request, _("The board is open. Whoever may come can put things on."))
            return redirect(made)
        except Refusal as refusal:
            form.add_error(None, str(refusal.words))
    context = {"form": form, "clocks": place_of(of.zone), "gathering": of, "circle": of.circle}
    return render(request, "bringing/board_opening.html", context)


@login_required
@form_page
def change(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """More room, less, or other names."""
    found = board_for(request, pk, number)
    of = found.occasion.gathering
    allowed(viewer(request), "host", of)
    form = BoardOpening(request.POST or None, initial=_as_written(request, found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_board(me(request), found, at=timezone.now(), **form.cleaned_data)
            messages.success(
                request, _("That is the board now. What lost its place stands below it.")
            )
        except Refusal as refusal:
            messages.warning(request, str(refusal.words))
        return redirect(found)
    context = {
        "form": form, "board": found, "clocks": place_of(of.zone), "gathering": of,
        "circle": of.circle,
    }  # fmt: skip
    return render(request, "bringing/board_opening.html", context)


def _as_written(request: HttpRequest, of: Board) -> dict[str, object]:
    """What is there, as its form would have it: the most usual minutes once, others beside."""
    looks = viewer(request)
    spots = Spot.objects.visible_to(looks).filter(board=of)
    times = list(Stretch.objects.visible_to(looks).filter(board=of))
    lengths = [one.minutes for one in times]
    usual = max(lengths, key=lengths.count, default=45)
    return {
        "spots": "\n".join(one.name for one in spots),
        "minutes": usual,
        "times": "\n".join(
            f"{one.begins:%H:%M}" + ("" if one.minutes == usual else f" {one.minutes}")
            for one in times
        ),
    }
