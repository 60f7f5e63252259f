"""Getting to a season or a proposal: who asks, and what they may see."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import BigIntegerField, QuerySet
from django.http import Http404, HttpRequest

from kinweave.access import KeptSeen, Viewer, allowed, blank
from kinweave.circles.models import Key
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


def _proposal(looks: Viewer) -> QuerySet[Proposal]:
    rows = Proposal.objects.visible_to(looks).filter(pk=blank("pk", BigIntegerField()))
    return rows.select_related("season__circle__parent").order_by()


_found = KeptSeen(_proposal, [Key.WEAVE])


def proposal_for(request: HttpRequest, pk: int) -> Proposal:
    """A proposal, for those who gather its season; for others it is not there."""
    found = next(iter(_found.ask(viewer(request), pk=pk)), None)
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
