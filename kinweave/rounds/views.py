"""Rounds of pairs: taking part, opening one, and the page that only those who meet see."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.access import can, visible_or_404
from kinweave.circles.models import Circle
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.rounds import actions
from kinweave.rounds.forms import Opening, Pausing, Scheduling
from kinweave.rounds.models import Meeting, Place, Round, Schedule, Wish
from kinweave.rounds.reading import mine

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """The round to come, one's own part in it, and with whom one was paired."""
    circle, looks = circle_for(request, slug, "count in"), viewer(request)
    pausing = Pausing(request.POST if request.POST.get("do") == "pause" else None)
    if request.method == "POST" and _takes_part(request, circle, pausing):
        return redirect("circle-rounds", slug)
    page = {
        "circle": circle,
        "round": Round.objects.visible_to(looks).open().filter(circle=circle).first(),
        "schedule": Schedule.objects.visible_to(looks).filter(circle=circle).first(),
        "wish": Wish.objects.visible_to(looks).filter(circle=circle).first(),
        "pausing": pausing,
        "mine": mine(looks, round__circle=circle),
        "opens": can(looks, "open rounds", circle),
        "today": timezone.localdate(),
    }
    return render(request, "rounds/rounds.html", page)


def _takes_part(request: HttpRequest, circle: Circle, pausing: Pausing) -> bool:
    """Whether what was sent is done; not, where a day is to be mended."""
    do, who = request.POST.get("do"), me(request)
    if do in {"once", "always"}:
        hours = "hours" in request.POST
        actions.count_in(who, circle, once=do == "once", hours=hours, at=timezone.now())
        messages.success(request, _("You are in. Whom you meet you learn by letter."))
    elif do == "out":
        actions.count_out(who, circle)
        messages.success(request, _("You are not in any more. Nobody is told."))
    elif do == "pause":
        if not pausing.is_valid():
            return False
        actions.pause(who, circle, until=pausing.cleaned_data["day"])
        messages.success(request, _("You have a break until then. Nobody is told."))
    else:
        raise Http404
    return True


@login_required
@form_page
def tend(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a round, let rounds open by themselves, or stop that."""
    circle, looks = circle_for(request, slug, "open rounds"), viewer(request)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    opening = Opening(request.POST if do == "open" else None)
    every = Scheduling(request.POST if do == "every" else None)
    who, now = me(request), timezone.now()
    try:
        if do == "open" and opening.is_valid():
            said = {name: opening.cleaned_data[name] for name in ("shape", "words")}
            actions.open_round(who, circle, pairs_at=opening.moment, at=now, **said)
            messages.success(request, _("The round is open. Members read of it in their digest."))
            return redirect("circle-rounds", slug)
        if do == "every" and every.is_valid():
            said = {name: every.cleaned_data[name] for name in ("shape", "weeks")}
            actions.schedule(who, circle, opens_at=every.moment, at=now, **said)
            messages.success(request, _("From then on a round opens by itself."))
            return redirect("circle-rounds", slug)
        if do == "stop":
            actions.unschedule(who, circle, at=now)
            return redirect("circle-rounds", slug)
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("circle-rounds", slug)
    page = {
        "circle": circle,
        "round": Round.objects.visible_to(looks).open().filter(circle=circle).first(),
        "schedule": Schedule.objects.visible_to(looks).filter(circle=circle).first(),
        "opening": opening,
        "every": every,
    }
    return render(request, "rounds/tend.html", page)


@login_required
@require_POST
def calling_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call an open round off."""
    one = visible_or_404(Round.objects, viewer(request), pk=pk)
    try:
        actions.call_off(me(request), one, at=timezone.now())
        messages.success(request, _("It is called off. Whoever was in is in the next one."))
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(one)


@login_required
@form_page
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom one meets, hours that would suit, and afterwards whether one met."""
    one = visible_or_404(Meeting.objects, viewer(request), pk=pk)
    found = mine(viewer(request), meeting=one)
    if not found:
        raise Http404
    if request.method == "POST":
        if (says := request.POST.get("says")) not in Place.Says.values:
            raise Http404
        actions.say(me(request), one, says=str(says), at=timezone.now())
        messages.success(request, _("Kept, for you alone. You can say otherwise."))
        return redirect(one)
    page = {"mine": found[0], "meeting": one, "circle": found[0].round.circle}
    return render(request, "rounds/meeting.html", page)
