"""The queue of slots; and for whoever hosts, opening it and giving turns."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import allowed, can
from kinweave.bringing import actions
from kinweave.bringing.forms import SlotsOpening
from kinweave.bringing.models import Slots
from kinweave.bringing.queue import queue_of
from kinweave.bringing.refusals import Refusal
from kinweave.bringing.views.door import (
    date_named,
    gathering_for,
    me,
    request_for,
    slots_for,
    viewer,
)


@login_required
@require_GET
def queue(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose turn is when, who waits, and what was presented."""
    slots, looks = slots_for(request, pk), viewer(request)
    of = slots.gathering
    hosts = can(looks, "host", of) and of.cancelled_at is None
    found = queue_of(looks, slots, timezone.now(), hosts=hosts)
    context = {
        "slots": slots,
        "gathering": of,
        "circle": of.circle,
        "queue": found,
        "hosts": hosts,
        "may_ask": slots.closed_at is None and not found.mine and can(looks, "ask for", slots),
    }
    return render(request, "bringing/queue.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open slots, say them otherwise, close them."""
    of = gathering_for(request, pk, "host")
    slots = Slots.objects.visible_to(viewer(request)).filter(gathering=of).first()
    start = {name: getattr(slots, name) for name in ("name", "minutes", "places")} if slots else {}
    form = SlotsOpening(request.POST if "open" in request.POST else None, initial=start)
    try:
        if "close" in request.POST and slots:
            slots.gathering = of
            actions.close_slots(me(request), slots, at=timezone.now())
            messages.success(request, _("Closed. Who stands in the queue keeps their place."))
            return redirect(slots)
        if "open" in request.POST and form.is_valid():
            made = actions.open_slots(me(request), of, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Members can ask for a slot now."))
            return redirect(made)
    except Refusal as refusal:
        messages.warning(request, str(refusal.words))
        return redirect(of)
    context = {"form": form, "slots": slots, "gathering": of, "circle": of.circle}
    return render(request, "bringing/slots_opening.html", context)


@login_required
@require_POST
def next_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the next free place of a date to the first in the queue who can take it."""
    slots = slots_for(request, pk)
    allowed(viewer(request), "host", slots.gathering)
    date = date_named(request, slots.gathering)
    try:
        actions.next_in_queue(me(request), slots, date, at=timezone.now())
        messages.success(request, _("The next in the queue has that date, and is told so."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.words))
    return redirect(slots)


@login_required
@require_POST
def turn(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a request onto a date, onto another one, or back into the queue."""
    slots = slots_for(request, pk)
    allowed(viewer(request), "host", slots.gathering)
    asked = request_for(request, slots, number)
    try:
        if "back" in request.POST:
            actions.put_back(me(request), asked, at=timezone.now())
            messages.success(request, _("It is in the queue again, and its owner is told."))
        else:
            date = date_named(request, slots.gathering)
            actions.schedule(me(request), asked, date, at=timezone.now())
            messages.success(request, _("It has that date, and its owner is told."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.words))
    return redirect(slots)
