"""Who holds what, on a page that every member reads; stepping back, with somebody to take over."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import allowed, can, visible_or_404
from kinweave.circles import actions, around
from kinweave.circles.forms import Changing, HandingOver, Holding
from kinweave.circles.models import Circle, Handover, Key, Responsibility
from kinweave.circles.views.door import circle_for, me, viewer

A_TERM = timedelta(days=365)


@login_required
@require_GET
def responsibilities(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them: name, what it decides, keys in words, holder, understudy, end."""
    looks, today = viewer(request), timezone.now().date()
    circle = circle_for(request, slug, "take part")
    rows = Responsibility.objects.visible_to(looks).filter(circle=circle, closed_at=None)
    appoint = can(looks, "appoint", circle)
    words = dict(Key.choices)
    listed = [
        {
            "one": one,
            "keys": [words[key] for key in one.keys],
            "soon": one.holder_id and one.until <= today + actions.SOON,
            "over": one.until < today,
            "may_hand_over": appoint or one.holder_id == looks.person,
        }
        for one in rows.select_related("holder", "understudy")
    ]
    page = {"circle": circle, "listed": listed, "appoint": appoint}
    return render(request, "circles/responsibilities.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Name one. If somebody else is to hold it, they are asked first."""
    circle, now = circle_for(request, slug, "appoint"), timezone.now()
    people = around.members(viewer(request), circle)
    start = {"until": now.date() + A_TERM}
    form = Holding(request.POST or None, people=people, initial=start)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        holder = said.pop("holder")
        own = holder if holder == me(request) else None
        made = actions.make_responsibility(me(request), circle, at=now, holder=own, **said)
        if holder and not own:
            actions.offer(me(request), made, taker=holder, until=made.until, at=now)
            messages.success(request, _("They are asked. Until they say yes it stands open."))
        return redirect("circle-responsibilities", slug)
    return render(request, "circles/holding.html", {"circle": circle, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def responsibility(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change one, or close it."""
    circle, now = circle_for(request, slug, "appoint"), timezone.now()
    found = _one(request, circle, pk)
    start = {name: getattr(found, name) for name in ("name", "decides", "keys", "until")}
    start["understudy"] = found.understudy_id
    people = around.members(viewer(request), circle)
    sent = request.POST if request.method == "POST" and "close" not in request.POST else None
    form = Changing(sent, people=people, of=found, initial=start)
    if request.method == "POST" and "close" in request.POST:
        actions.close_responsibility(me(request), found, at=now)
        messages.success(request, _("It is closed. Its keys are with all partners."))
        return redirect("circle-responsibilities", slug)
    if sent is not None and form.is_valid():
        actions.change_responsibility(me(request), found, at=now, **form.cleaned_data)
        messages.success(request, _("It is changed, and everybody here can read it."))
        return redirect("circle-responsibilities", slug)
    page = {"circle": circle, "form": form, "responsibility": found}
    return render(request, "circles/holding.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Hand it over: whom to ask, until when, what they should know. Or leave it open."""
    looks, now = viewer(request), timezone.now()
    circle = circle_for(request, slug, "take part")
    found = _one(request, circle, pk)
    allowed(looks, "hand over", found)
    people = around.members(looks, circle).exclude(pk=me(request).pk)
    waiting = Handover.objects.visible_to(looks).filter(responsibility=found, state="offered")
    sent = request.POST if request.method == "POST" and "open" not in request.POST else None
    start = {"taker": found.understudy_id, "until": now.date() + A_TERM}
    form = HandingOver(sent, people=people, initial=start)
    if request.method == "POST" and "open" in request.POST:
        actions.let_go(me(request), found, at=now)
        messages.success(request, _("It stands open now. The partners are told."))
        return redirect("circle-responsibilities", slug)
    if sent is not None and form.is_valid():
        actions.offer(me(request), found, at=now, **form.cleaned_data)
        messages.success(request, _("They are asked. Until they say yes, nothing changes."))
        return redirect("circle-responsibilities", slug)
    page = {
        "circle": circle,
        "form": form,
        "responsibility": found,
        "waiting": waiting.select_related("taker").first(),
    }
    return render(request, "circles/step_back.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What somebody asks you to take on: yes, or not now. Whoever asked can take it back."""
    circle, now = circle_for(request, slug, "take part"), timezone.now()
    found = visible_or_404(Handover.objects, viewer(request), responsibility__circle=circle, pk=pk)
    if request.method == "POST":
        verbs = {
            "take": (actions.take, _("It is yours now. Thank you.")),
            "not now": (actions.not_now, _("Not now it is. Whoever asked you is told, gently.")),
            "keep": (actions.keep, _("You hold on to it.")),
        }
        chosen = verbs.get(request.POST.get("answer", ""))
        try:
            if chosen:
                chosen[0](me(request), found, at=now)
                messages.success(request, chosen[1])
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("circle-responsibilities", slug)
    page = {
        "circle": circle,
        "handover": found,
        "asked": found.taker_id == viewer(request).person,
        "is_open": found.state == Handover.State.OFFERED,
    }
    return render(request, "circles/handover.html", page)


def _one(request: HttpRequest, circle: Circle, pk: int) -> Responsibility:
    looks = viewer(request)
    return visible_or_404(Responsibility.objects, looks, circle=circle, closed_at=None, pk=pk)
