"""Getting to a gathering: who asks, and what they may see."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from kinweave.access import allowed
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.gatherings.models import Gathering, Occasion

__all__ = ["circle_for", "date_for", "gathering_for", "me", "viewer"]


def gathering_for(request: HttpRequest, pk: int, verb: str = "") -> Gathering:
    """The gathering, if it is there for them (404), and if they may do this with it (403)."""
    rows = Gathering.objects.visible_to(viewer(request)).select_related("circle", "host")
    try:
        found: Gathering = rows.get(pk=pk)  # needs no order, as `first` would
    except Gathering.DoesNotExist:
        raise Http404 from None
    if verb:
        allowed(viewer(request), verb, found)
    return found


def date_for(gathering: Gathering, number: int) -> Occasion:
    """One of its dates, or 404. Whoever got to the gathering sees its dates."""
    found: Occasion | None = gathering.occasions.filter(number=number).first()
    if found is None:
        raise Http404
    return found
