"""What a date left behind; and the dates of a gathering that have been."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinweave.access import can, page_of
from kinweave.gatherings.models import Occasion
from kinweave.harvests.models import Afterword, Harvest, Noted, Recording
from kinweave.harvests.showing import left_behind, lines
from kinweave.harvests.views.door import around, been_for, gathering_for, viewer

A_PAGE = 30


@require_GET
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    """Its dates that have been, the newest first, each with what it left."""
    looks = viewer(request)
    of = gathering_for(request, pk)
    dates = Occasion.objects.visible_to(looks).took_place(timezone.now()).filter(gathering=of)
    page = page_of(dates.order_by("-starts_at", "-pk"), request.GET.get("page"), A_PAGE)
    numbers = [one.number for one in page.rows]
    found = lines(left_behind(looks, gathering=of.pk, number__in=numbers))
    for one in page.rows:
        one.gathering = of
    context = {
        **around(request, Occasion(gathering=of), seen=True),
        "page": page,
        "dates": [(one, [each for each in found if each.date == one.number]) for one in page.rows],
    }
    return render(request, "harvests/gathering.html", context)


@require_GET
def date(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What one date left behind, and what may still be left."""
    looks = viewer(request)
    on = been_for(request, pk, number)
    harvests = Harvest.objects.visible_to(looks).filter(occasion=on).select_related("author")
    recordings = Recording.objects.visible_to(looks).filter(occasion=on)
    heard = {one.pk for one in recordings.agreed_to()} if looks.is_somebody else set()
    rows, read = list(recordings), list(harvests)
    for row in rows:
        row.occasion = on
    for one in read:
        one.occasion = on
    afterword = Afterword.objects.visible_to(looks).filter(occasion=on)
    noted = Noted.objects.visible_to(looks).filter(note__occasion=on, person=looks.person)
    context = {
        **around(request, on, seen=True),
        "harvests": [one for one in read if one.is_there],
        "drafts": [one for one in read if not one.is_there],
        "recordings": [(one, one.pk in heard or not looks.is_somebody) for one in rows],
        "afterword": afterword.first() if looks.is_somebody else None,
        "noted": looks.is_somebody and noted.exists(),
        "may_write": can(looks, "harvest", on),
        "may_look_back": can(looks, "look back", on.gathering),
        "hosts": can(looks, "host", on.gathering),
    }
    return render(request, "harvests/date.html", context)
