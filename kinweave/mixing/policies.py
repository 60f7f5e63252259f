"""Who may do what with a mixing plan. Who hosts is told by gatherings."""

from __future__ import annotations

from kinweave.access import Viewer, can, rule
from kinweave.mixing.models import Plan


@rule("run", Plan)
def run(viewer: Viewer, plan: Plan) -> bool:
    """Whoever hosts the gathering, and who tends its circle."""
    return can(viewer, "host", plan.occasion.gathering)
