"""Lists of gatherings: all that I see, and those of a circle. A series stands there once."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinweave.access import Viewer, can, page_of
from kinweave.circles.models import Circle
from kinweave.gatherings import beside
from kinweave.gatherings.models import Occasion
from kinweave.gatherings.showing import lines, listed, next_of_each
from kinweave.gatherings.views.door import circle_for, viewer

A_PAGE = 30


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """All that is to come in my circles, and what others open to everybody."""
    looks, now = viewer(request), timezone.now()
    dates = next_of_each(Occasion.objects.visible_to(looks), now)
    rows = lines(looks, dates.order_by("starts_at", "pk"))
    page = page_of(rows, request.GET.get("page"), A_PAGE)
    context = {"page": page, "listed": listed(looks, page.rows)}
    return render(request, "gatherings/mine.html", context)


@login_required
@require_GET
def circle(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of a circle that are to come, one's own drafts, and the way to what has been."""
    looks, now = viewer(request), timezone.now()
    of = circle_for(request, slug)
    before = "before" in request.GET
    dates = Occasion.objects.visible_to(looks).filter(gathering__circle=of)
    if before:
        dates = dates.took_place(now).order_by("-starts_at", "-pk")
    else:
        dates = next_of_each(dates, now).order_by("starts_at", "pk")
    page = page_of(lines(looks, dates), request.GET.get("page"), A_PAGE)
    context = {
        "circle": of,
        "page": page,
        "listed": listed(looks, page.rows),
        "before": before,
        "asked": "before=1&" if before else "",
        "drafts": [] if before else _drafts(looks, of),
        "may_host": can(looks, "host in", of),
        "ways": beside.ways(),
    }
    return render(request, "gatherings/circle.html", context)


def _drafts(looks: Viewer, of: Circle) -> list[tuple[date, int, str]]:
    """One's own: day, number, name."""
    rows = of.gatherings.drafts_of(looks).order_by()
    return sorted(rows.values_list("day", "pk", "name"))
