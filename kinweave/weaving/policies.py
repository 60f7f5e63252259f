"""Who may do what in a season. Pure predicates; each says what it means for people."""

from __future__ import annotations

from kinweave.access import Viewer, can, rule
from kinweave.weaving.models import Proposal, Season


@rule("gather", Season)
def gather(viewer: Viewer, season: Season) -> bool:
    """Whoever holds the key, a partner too while nobody does: change its words and days, see who
    wishes for a crew, and propose crews."""
    return can(viewer, "weave", season.circle)


@rule("wish", Season)
def wish(viewer: Viewer, season: Season) -> bool:
    """Every member of the circle, in a season that is open to them."""
    return season.opened_at is not None and season.circle_id in viewer.circles


@rule("gather", Proposal)
def gather_proposal(viewer: Viewer, proposal: Proposal) -> bool:
    """Whoever gathers its season."""
    return can(viewer, "weave", proposal.season.circle)
