"""Who calls a crew; one call; calling one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import can, page_of
from kinweave.calling import actions
from kinweave.calling.forms import Answering, Asking, Calling
from kinweave.calling.models import Call, CallAnswer, CallQuestion
from kinweave.calling.showing import language_of, own_week, the_week
from kinweave.calling.views.door import call_for, congregation_for, me, viewer
from kinweave.people.languages import name_of
from kinweave.people.time_zones import known

A_PAGE = 20
UTC = "UTC"


@login_required
@require_GET
def calls(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that can be answered, and what came of mine."""
    of, looks, now = congregation_for(request, slug), viewer(request), timezone.now()
    seen = Call.objects.visible_to(looks).filter(circle=of).select_related("caller", "circle")
    mine = seen.filter(caller=looks.person, ended_at__isnull=False).select_related("crew")
    page = page_of(seen.open(now), request.GET.get("page"), A_PAGE)
    context = {"circle": of, "page": page, "mine": mine.order_by("-ended_at")[:5]}
    return render(request, "calling/calls.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Call one."""
    of, who = congregation_for(request, slug, "call a crew"), me(request)
    zone = who.time_zone if who.time_zone in known() else UTC
    form = Calling(request.POST or None, zone=zone, initial={"language": language_of(who)})
    if request.method == "POST" and form.is_valid():
        made = actions.call(who, of, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is called. The others read of it in their digest."))
        return redirect(made)
    return render(request, "calling/new.html", {"circle": of, "form": form})


@login_required
@require_GET
def call(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What it is; my answer; and for the caller, who answered and when they could meet."""
    one, looks, now = call_for(request, slug, pk), viewer(request), timezone.now()
    is_mine, is_open = one.caller_id == looks.person, one.is_open(now)
    said = CallAnswer.objects.visible_to(looks).filter(call=one).select_related("person")
    asked = CallQuestion.objects.visible_to(looks).filter(call=one).select_related("person")
    said_rows = list(said)
    mine = next((each for each in said_rows if each.person_id == looks.person), None)
    who = me(request)
    context = {
        "circle": one.circle,
        "call": one,
        "languages": [name_of(code) for code in one.languages],
        "is_mine": is_mine,
        "is_open": is_open,
        "mine": mine,
        "yes": [each.person for each in said_rows if each.says == "yes"],
        "maybe": [each.person for each in said_rows if each.says == "maybe" and is_mine],
        "asked": list(asked),
        "asking": Asking(),
        "crew": one.crew if one.crew and one.crew_id in looks.circles else None,
        "may_answer": is_open and can(looks, "answer", one),
    }
    if context["may_answer"]:
        week = own_week(looks, mine)
        context["form"] = Answering(week=week, hosts=bool(mine and mine.hosts))
        context["has_hours"] = "f" in week or "?" in week
    if is_mine and is_open:
        context |= the_week(one, who, said_rows, request.GET.getlist("with"))
    return render(request, "calling/call.html", context)
