"""A month of gatherings, all that I see or those of a circle; and, where a day holds more than its
square can show, that day."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinweave.access import Viewer, address, page_of
from kinweave.circles.models import Circle
from kinweave.gatherings.models import Occasion
from kinweave.gatherings.models.occasions import OccasionQuerySet
from kinweave.gatherings.months import DAY, Month, between_days, day_asked, month_of, weekdays
from kinweave.gatherings.showing import lines, listed
from kinweave.gatherings.views.door import circle_for, viewer
from kinweave.gatherings.views.lists import A_PAGE
from kinweave.people.time_zones import place_of


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What has been and what is to come in my circles, and what others open to everybody."""
    looks = viewer(request)
    return _shown(request, looks, Occasion.objects.visible_to(looks).not_off())


@login_required
@require_GET
def circle(request: HttpRequest, slug: str) -> HttpResponse:
    """The same of a circle."""
    looks, of = viewer(request), circle_for(request, slug)
    dates = Occasion.objects.visible_to(looks).filter(gathering__circle=of)
    return _shown(request, looks, dates.not_off(), of)


def _shown(
    request: HttpRequest, looks: Viewer, dates: OccasionQuerySet, of: Circle | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "circle": of,
        "layout": "circles/page.html" if of else "web/layout.html",
        "list": address("circle-gatherings", of.slug) if of else address("gatherings"),
        "zone": place_of(str(timezone.get_current_timezone())),
    }
    if day := day_asked(request.GET.get("day", "")):
        rows = lines(looks, between_days(dates, day, day + DAY).order_by("starts_at", "pk"))
        page = page_of(rows, request.GET.get("page"), A_PAGE)
        context |= {"day": day, "month": Month(day.replace(day=1)), "page": page}
        context |= {"asked": f"day={day}&", "listed": listed(looks, page.rows)}
        return render(request, "gatherings/day.html", context)
    today = timezone.localdate()
    month = Month.asked(request.GET.get("month", ""), today)
    weeks = month_of(looks, dates, month, today)
    context |= {
        "month": month,
        "now": Month(today.replace(day=1)),
        "weeks": weeks,
        "weekdays": weekdays(),
        "empty": not any(day and day.entries for week in weeks for day in week),
    }
    return render(request, "gatherings/month.html", context)
