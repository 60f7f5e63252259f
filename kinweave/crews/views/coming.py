"""What comes next: asked, said, and done."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.crews import actions
from kinweave.crews.actions.going_on import ENOUGH
from kinweave.crews.cycles import ends_on, may_look_back
from kinweave.crews.forms import NextCycle
from kinweave.crews.models import Cycle, Going, WhatNext
from kinweave.crews.views.door import asked_for, crew_for, cycle_for, me, viewer
from kinweave.people.models import Person

PAUSE = timedelta(weeks=4)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def what_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what comes next; say what one would like; read what came of it."""
    of = crew_for(request, slug)
    cycle, looks, now = cycle_for(request, of), viewer(request), timezone.now()
    asked = WhatNext.objects.visible_to(looks).filter(cycle=cycle).select_related("cycle__circle")
    found = asked.first()
    if request.method == "POST":
        try:
            _say(request, cycle, found)
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("crew-next", slug)
    mine = Going.objects.visible_to(looks).filter(what_next=found, person=looks.person).first()
    on = Going.objects.visible_to(looks).filter(what_next=found, says=Going.Says.ON)
    going = Person.objects.visible_to(looks).filter(pk__in=on.values("person")).order_by("name")
    page = {
        "circle": of,
        "cycle": cycle,
        "asked": found,
        "mine": mine.says if mine else "",
        "says": Going.Says.choices,
        "is_time": may_look_back(cycle, now),
        "known": found is not None and found.told_at is not None,
        "going": list(going) if found and found.told_at else [],
        "enough": found is not None and len(actions.going_on(found)) >= ENOUGH,
    }
    return render(request, "crews/next.html", page)


def _say(request: HttpRequest, cycle: Cycle, found: WhatNext | None) -> None:
    now = timezone.now()
    if found is None:
        actions.ask_what_next(me(request), cycle, at=now)
        messages.success(request, _("The others are asked, and nobody is pressed."))
        return
    says = request.POST.get("says", "")
    if says not in ("", *Going.Says.values):
        raise Http404
    actions.say(me(request), found, says=says, at=now)
    if says:
        messages.success(request, _("Noted. Nobody reads it until all have said, or time is up."))
    else:
        messages.success(request, _("Taken back. Nobody is told that it was there."))


@login_required
@form_page
def cycle(request: HttpRequest, slug: str) -> HttpResponse:
    """Another cycle: its dates."""
    of = crew_for(request, slug)
    before = cycle_for(request, of)
    asked = asked_for(request, before)
    series = before.gathering
    last = ends_on(before)
    start = {
        "day": last + PAUSE, "time": series.time, "every_weeks": before.every_weeks,
        "meetings": before.meetings, "minutes": series.minutes,
    }  # fmt: skip
    form = NextCycle(request.POST or None, initial=start, zone=series.zone)
    if request.method == "POST" and form.is_valid():
        try:
            actions.go_on(me(request), asked, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("It goes on. Each of you has a letter with the dates."))
            return redirect("crew", slug)
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
    page = {"circle": of, "form": form, "cycle": before, "zone": series.zone}
    return render(request, "crews/cycle.html", page)


@login_required
@require_POST
def ending(request: HttpRequest, slug: str) -> HttpResponse:
    """End well."""
    of = crew_for(request, slug)
    asked = asked_for(request, cycle_for(request, of))
    try:
        actions.end_well(me(request), asked, at=timezone.now())
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("crew-next", slug)
    messages.success(request, _("The crew has ended. Each of you has a last letter."))
    return redirect("circles")
