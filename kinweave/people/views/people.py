"""Other people: finding them, and the page of one of them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from kinweave.access import can, page_of, visible_or_404
from kinweave.people import time_zones
from kinweave.people.asking import viewer
from kinweave.people.closeness import in_common
from kinweave.people.finding import found
from kinweave.people.models import Person
from kinweave.people.told import told, told_of
from kinweave.people.week import IF_NEED_BE, in_days

A_PAGE = 30
LONGEST = 120


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Those of my circles, or those of them of whom these words are told."""
    looks, words = viewer(request), " ".join(request.GET.get("q", "").split())[:LONGEST]
    numbers = found(looks, words).values_list("pk", flat=True)
    page = page_of(numbers, request.GET.get("page"), A_PAGE)
    shown = told_of(looks, page.rows)
    listed = [shown[number] for number in page.rows if number in shown]
    asked = f"{urlencode({'q': words})}&" if words else ""
    context = {"words": words, "asked": asked, "page": page, "listed": listed}
    return render(request, "people/people.html", context)


@login_required
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody tells whoever looks, and where the two meet."""
    looks = viewer(request)
    them: Person = visible_or_404(Person.objects, looks, pk=pk)
    shown = told(looks, them)
    context = {
        "shown": shown,
        "zone": time_zones.place_of(shown.zone),
        "there": _clock(shown.zone, timezone.now()),
        "week": _week(shown.hours),
        "circles": in_common(looks, them),
        "mine": can(looks, "change", them),
        "may_block": can(looks, "block", them),
    }
    return render(request, "people/person.html", context)


def _week(hours: str) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Each day on which there are hours: its name, and its stretches, with whether if need be."""
    return [
        (str(WEEKDAYS[number]), [(one.by_the_clock, one.sign == IF_NEED_BE) for one in stretches])
        for number, stretches in enumerate(in_days(hours) if hours else ())
        if stretches
    ]


def _clock(zone: str, now: datetime) -> str:
    """What the clocks there show, or nothing for a zone that this machine does not know."""
    if zone not in time_zones.known():
        return ""
    return f"{now.astimezone(ZoneInfo(zone)):%H:%M}"
