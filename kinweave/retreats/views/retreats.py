"""The retreat's own page, which is good enough for strangers; and what it cost."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinweave.access import Audience, can, visible_or_404
from kinweave.gatherings.showing import circle_is_seen, what_it_asks
from kinweave.people.time_zones import known, place_of
from kinweave.prose import first_words
from kinweave.retreats import actions
from kinweave.retreats.forms.arranging import CostForm
from kinweave.retreats.forms.coming import between, is_free
from kinweave.retreats.models import Cost, Item, Price, Retreat
from kinweave.retreats.sums import TOGETHER, Statement, came_in
from kinweave.retreats.views.door import (
    form_page,
    me,
    my_place,
    retreat_for,
    rooms_of,
    viewer,
)


@require_GET
def retreat(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, when, what happens, what it costs, where one sleeps, and how to come."""
    looks, of = viewer(request), retreat_for(request, pk)
    gathering = of.gathering
    booking, due = my_place(request, of)
    arranges = can(looks, "arrange", of)
    seen = circle_is_seen(looks, gathering)
    context = {
        "retreat": of,
        "gathering": gathering,
        "circle": gathering.circle,
        "circle_seen": seen,
        "date": of.occasion,
        "days": programme(request, of),
        "prices": Price.objects.visible_to(looks).filter(retreat=of),
        "between": between(of) if of.free else "",
        "rooms": [(one, is_free(one)) for one in rooms_of(request, of)],
        "where": can(looks, "know where", gathering),
        "booking": booking if booking and not booking.withdrawn_at else None,
        "due": due,
        "over": of.occasion.ends_at <= timezone.now(),
        "may_come": can(looks, "take a place", of),
        "asks": what_it_asks(gathering, gathering.circle.name if seen else ""),
        "inside": gathering.circle_id in looks.circles,
        "arranges": arranges,
        "keeps_money": can(looks, "keep money", of),
        "public": gathering.audience == Audience.PUBLIC and bool(of.opened_at),
        "in_short": first_words(gathering.words),
    }
    if looks.is_somebody or gathering.zone not in known():
        return render(request, "retreats/retreat.html", context)
    # Whoever has no account has no clock here: the gathering's is shown, and named.
    with timezone.override(gathering.zone):
        context["clocks"] = place_of(gathering.zone)
        return render(request, "retreats/retreat.html", context)


def programme(request: HttpRequest, of: Retreat) -> list[tuple[date, list[Item]]]:
    """The items of each day that has any."""
    rows = Item.objects.visible_to(viewer(request)).filter(retreat=of)
    return [(day, list(items)) for day, items in groupby(rows, lambda one: of.day(one.day))]


@login_required
@form_page
def costs(request: HttpRequest, pk: int) -> HttpResponse:
    """What came in, as far as it may be told, what it cost, and what goes to the common fund."""
    of = retreat_for(request, pk, "know the costs")
    form = CostForm(request.POST if "write" in request.POST else None, retreat=of)
    if request.method == "POST":
        answer = _cost_changed(request, of, form)
        if answer:
            return answer
    rows = list(Cost.objects.visible_to(viewer(request)).filter(retreat=of))
    page: dict[str, Any] = {
        "retreat": of,
        "gathering": of.gathering,
        "circle": of.gathering.circle,
        "form": form if can(viewer(request), "arrange", of) else None,
        "costs": rows,
        "statement": Statement(came_in(of), sum(one.amount for one in rows), of.share),
        "together": TOGETHER,
    }
    return render(request, "retreats/costs.html", page)


def _cost_changed(request: HttpRequest, of: Retreat, form: CostForm) -> HttpResponse | None:
    if number := request.POST.get("strike", ""):
        which = int(number[:18]) if number.isascii() and number.isdecimal() else 0
        cost: Cost = visible_or_404(Cost.objects, viewer(request), retreat=of, pk=which)
        actions.remove_cost(me(request), cost, at=timezone.now())
        messages.success(request, _("It is struck out."))
        return redirect("retreat-costs", of.gathering_id)
    if form.is_valid():
        actions.write_cost(me(request), of, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect("retreat-costs", of.gathering_id)
    return None
