"""Who may do what with letters."""

from __future__ import annotations

from kinweave.access import Viewer, rule
from kinweave.notices.models import Delivery


@rule("settle", Delivery)
def settle(viewer: Viewer, delivery: Delivery) -> bool:  # noqa: ARG001 - any that has a mishap
    """Whoever looks after the site decides about letters that went wrong."""
    return viewer.administers
