"""Home, the front of the house, and the map."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinweave.circles.asks import asks_for
from kinweave.circles.mine import surroundings
from kinweave.circles.views.door import viewer
from kinweave.gatherings.next import next_for
from kinweave.web.belonging import map_of
from kinweave.web.example import example
from kinweave.web.greeting import greeting, how_much_asks


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What asks for me, what is next, where I am; for somebody not signed in, what this is."""
    if not request.user.is_authenticated:
        return render(request, "web/front.html", {"map": example()})
    now, looks = timezone.now(), viewer(request)
    seen = surroundings(looks)
    asks = asks_for(looks, now, seen.mine)
    crews = [circle for circle in seen.mine if circle.pk in looks.near]
    context = {
        "greeting": greeting(timezone.localtime(now).hour, request.user.name),
        "how_much_asks": how_much_asks(len(asks)),
        "asks": asks,
        "crews": [(crew, seen.fellows.get(crew.pk, [])) for crew in crews],
        "everybody": {person for people in seen.fellows.values() for person in people},
        "next": next_for(looks, now),
        "map": map_of(seen),
        "my_circles": seen.mine,
    }
    return render(request, "web/home.html", context)


@require_GET
@login_required
def belonging(request: HttpRequest) -> HttpResponse:
    """The map of one's own belonging, large, and the same as a list."""
    seen = surroundings(viewer(request))
    circles = [
        (circle, seen.sizes.get(circle.pk) or 0, seen.fellows.get(circle.pk, []))
        for circle in seen.mine
    ]
    context = {
        "map": map_of(seen),
        "my_circles": seen.mine,
        "circles": circles,
        "neighbours": seen.neighbours,
        "everybody": {person for people in seen.fellows.values() for person in people},
    }
    return render(request, "web/map.html", context)
