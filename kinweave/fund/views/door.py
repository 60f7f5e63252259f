"""Getting to a circle's fund: who asks, and what they may see."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_http_methods

from kinweave.access import allowed
from kinweave.circles.models import Circle
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.fund.models import Contribution, Fund

__all__ = ["circle_for", "form_page", "fund_for", "fund_of", "me", "mine_in", "viewer"]

form_page = require_http_methods(["GET", "HEAD", "POST"])


def fund_of(request: HttpRequest, circle: Circle) -> Fund | None:
    """The fund of a circle, if it has one that is there for them."""
    rows = Fund.objects.visible_to(viewer(request)).filter(circle=circle)
    found: Fund | None = rows.select_related("keeper").first()
    if found is not None:
        found.circle = circle
    return found


def fund_for(request: HttpRequest, slug: str, verb: str = "") -> Fund:
    """The same, or 404; and 403 where they may not do this with it."""
    found = fund_of(request, circle_for(request, slug, "take part"))
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found


def mine_in(request: HttpRequest, fund: Fund) -> list[Contribution]:
    """What I give and gave, the latest first."""
    rows = Contribution.objects.visible_to(viewer(request))
    mine = rows.filter(fund=fund, person=viewer(request).person)
    return list(mine.order_by("-since", "-pk"))
