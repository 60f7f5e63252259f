"""A crew's own page, and its turns to host."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kinweave.access import visible_or_404
from kinweave.crews import actions
from kinweave.crews.models import Turn, WhatNext
from kinweave.crews.showing import charter, life
from kinweave.crews.views.door import crew_for, me, viewer


@login_required
@require_GET
def crew(request: HttpRequest, slug: str) -> HttpResponse:
    """Its dates and who hosts them, its charter, where it is in its cycle, what comes next."""
    of, looks = crew_for(request, slug), viewer(request)
    found = life(looks, of, timezone.now())
    asked = WhatNext.objects.visible_to(looks).filter(cycle=found.cycle) if found else None
    page = {
        "circle": of,
        "life": found,
        "now": timezone.now(),
        "charter": charter(looks, of),
        "asked": asked.first() if asked else None,
    }
    return render(request, "crews/crew.html", page)


@login_required
@require_POST
def turn(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer a turn, keep it, or take one."""
    of = crew_for(request, slug)
    number = request.POST.get("turn", "")
    if not (number.isascii() and number.isdecimal()):
        raise Http404
    one = visible_or_404(Turn.objects, viewer(request), cycle__circle=of, pk=int(number[:18]))
    who, now = me(request), timezone.now()
    try:
        match request.POST.get("do"):
            case "offer":
                actions.offer_turn(who, one, at=now)
                messages.success(
                    request, _("The others read of it. It stays yours until somebody takes it.")
                )
            case "keep":
                actions.keep_turn(who, one)
                messages.success(request, _("It stays yours."))
            case "take":
                actions.take_turn(who, one, at=now)
                messages.success(request, _("You host that meeting."))
            case _:
                raise Http404
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("crew", slug)
