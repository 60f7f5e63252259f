"""Whoever looks back, as a condition on rows that lead to a gathering."""

from __future__ import annotations

from django.db.models import Q

from kinweave.access import Viewer
from kinweave.gatherings.models.hosting import hosted_themself_by, tended_by


def looked_back_on_by(viewer: Viewer, path: str) -> Q:
    """Rows of gatherings that this viewer hosts themself; and, where nobody hosts one any more,
    that they tend. Who tends a circle is not to read who comes to what in it."""
    alone = Q(**{f"{path}host": None, f"{path}circle__in": tended_by(viewer)})
    return hosted_themself_by(viewer, path) | alone
