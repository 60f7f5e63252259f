"""Seasons of a circle: what one is, and making, opening and ending one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import can
from kinweave.plans.wording import place
from kinweave.weaving import actions
from kinweave.weaving.actions.gathering import is_published
from kinweave.weaving.forms import Gathering, a_new_season, as_said
from kinweave.weaving.models import Season, Wish
from kinweave.weaving.showing import my_crew, my_reasons_left, stage_of, stages_of
from kinweave.weaving.views.door import circle_for, me, season_for, tried, viewer

SHOWN = 12


@login_required
@require_GET
def seasons(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of a circle, the latest first."""
    circle = circle_for(request, slug, "take part")
    rows = Season.objects.visible_to(viewer(request)).filter(circle=circle)
    page = {
        "circle": circle,
        "found": stages_of(rows[:SHOWN], timezone.now()),
        "gathers": can(viewer(request), "weave", circle),
    }
    return render(request, "weaving/seasons.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """One more; all but its days as in the last one."""
    circle, now = circle_for(request, slug, "weave"), timezone.now()
    last = Season.objects.visible_to(viewer(request)).filter(circle=circle).first()
    first = a_new_season(now, me(request).time_zone, last)
    form = Gathering(request.POST or None, initial=first, now=now)
    if request.method == "POST" and form.is_valid():
        made = actions.make_season(me(request), circle, at=now, **form.cleaned_data)
        return redirect(made)
    page = {"circle": circle, "form": form, "like": last}
    return render(request, "weaving/season_form.html", page)


@login_required
@require_GET
def season(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, its days, and what I can do now."""
    of, looks, now = season_for(request, pk), viewer(request), timezone.now()
    stage = stage_of(of, now)
    asked = stage in ("answering", "over")
    page = {
        "season": of,
        "circle": of.circle,
        "stage": stage,
        "clock": place(of.zone),
        "wish": Wish.objects.visible_to(looks).standing().filter(season=of).first(),
        "mine": my_crew(looks, of, now) if asked else None,
        "left": my_reasons_left(looks, of) if asked else None,
        "gathers": can(looks, "gather", of),
    }
    return render(request, "weaving/season.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say it otherwise."""
    of, now = season_for(request, pk, "gather"), timezone.now()
    form = Gathering(request.POST or None, initial=as_said(of), now=now, narrow=is_published(of))
    if request.method == "POST" and form.is_valid():
        actions.change_season(me(request), of, at=now, **form.cleaned_data)
        return redirect(of)
    page = {"circle": of.circle, "season": of, "form": form}
    return render(request, "weaving/season_form.html", page)


@login_required
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it, or end it."""
    of, now = season_for(request, pk, "gather"), timezone.now()
    if "end" in request.POST:
        draft = of.opened_at is None
        done = _("The season has ended. Whoever wished for a crew is told.")
        words = _("The draft is thrown away.") if draft else done
        if tried(request, lambda: actions.close_season(me(request), of, at=now), words) and draft:
            return redirect("circle-seasons", of.circle.slug)
    else:
        words = _("It is open. Every member hears of it, in their digest.")
        tried(request, lambda: actions.open_season(me(request), of, at=now), words)
    return redirect(of)
