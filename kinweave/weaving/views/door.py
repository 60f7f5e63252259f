"""Getting to a season or a proposal: who asks, and what they may see."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest

from kinweave.access import allowed
from kinweave.circles.refusals import Refusal
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.weaving.models import Proposal, Season

__all__ = ["circle_for", "me", "proposal_for", "season_for", "tried", "viewer"]


def season_for(request: HttpRequest, pk: int, verb: str = "") -> Season:
    """The season, if it is there for them (404), and if they may do this in it (403)."""
    rows = Season.objects.visible_to(viewer(request)).filter(pk=pk)
    found: Season | None = rows.select_related("circle__parent").first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found


def proposal_for(request: HttpRequest, pk: int) -> Proposal:
    """A proposal, for those who gather its season; for others it is not there."""
    rows = Proposal.objects.visible_to(viewer(request)).filter(pk=pk)
    found: Proposal | None = rows.select_related("season__circle__parent").first()
    if found is None:
        raise Http404
    allowed(viewer(request), "gather", found)
    return found


def tried(request: HttpRequest, do: Callable[[], object], done: object = "") -> bool:
    """Whether it was done; if not, it is said why."""
    try:
        do()
    except Refusal as refusal:
        messages.warning(request, str(refusal.words))
        return False
    if done:
        messages.success(request, str(done))
    return True
