"""Who may do what with imports. Pure predicates; each says what it means for people."""

from __future__ import annotations

from kinweave.access import Viewer, can, rule
from kinweave.importing.models import Import


@rule("bring in", Import)
def bring_in(viewer: Viewer, one: Import) -> bool:
    """Whoever asked for it: they host what comes in, as far as they may host there."""
    return viewer.person == one.person_id and can(viewer, "host in", one.circle)


@rule("stop", Import)
def stop(viewer: Viewer, one: Import) -> bool:
    """Whoever keeps it in step, and whoever tends the circle."""
    if one.circle_id not in viewer.circles:
        return False
    return viewer.person == one.person_id or can(viewer, "tend", one.circle)
