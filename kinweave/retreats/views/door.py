"""Getting to a retreat: who asks, and what they may see."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.views.decorators.http import require_http_methods

from kinweave.access import allowed
from kinweave.circles.views.door import me, viewer
from kinweave.gatherings.views.door import gathering_for
from kinweave.retreats.models import Booking, Due, Retreat, Room

__all__ = [
    "form_page",
    "gathering_for",
    "me",
    "my_place",
    "retreat_for",
    "rooms_of",
    "viewer",
]

form_page = require_http_methods(["GET", "HEAD", "POST"])


def retreat_for(request: HttpRequest, pk: int, verb: str = "") -> Retreat:
    """The retreat of a gathering, if it is there for them (404), and if they may do this with it
    (403)."""
    # By "gathering__pk" a number that no database holds finds nothing; by "gathering" it raises.
    rows = Retreat.objects.visible_to(viewer(request)).filter(gathering__pk=pk)
    found = rows.select_related("gathering__circle", "gathering__host").first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found


def rooms_of(request: HttpRequest, retreat: Retreat) -> list[Room]:
    """Where one can sleep, with how many beds are taken in each."""
    rows = Room.objects.visible_to(viewer(request)).filter(retreat=retreat)
    held = Count("bookings", filter=Q(bookings__withdrawn_at=None))
    return list(rows.annotate(beds_taken=held).order_by("pk"))


def my_place(request: HttpRequest, retreat: Retreat) -> tuple[Booking | None, Due | None]:
    """My own place, also if I gave it back, and what I owe."""
    looks = viewer(request)
    if not looks.is_somebody:
        return None, None
    rows = Due.objects.visible_to(looks).select_related("booking__room")
    due = rows.filter(booking__retreat=retreat, booking__person=looks.person).first()
    if due is None:
        return None, None
    due.booking.retreat = retreat
    return due.booking, due
