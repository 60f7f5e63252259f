"""Whoever hosts, as a condition on rows that lead to a gathering; of one that is read already, the
policy "host" says the same."""

from __future__ import annotations

from django.db.models import Q

from kinweave.access import Viewer


def hosted_by(viewer: Viewer, path: str = "") -> Q:
    """Rows of gatherings that this viewer hosts, and of those announced in a circle that they tend.
    ``path``: how a row leads to its gathering."""
    tended = Q((f"{path}circle__in", tended_by(viewer)), (f"{path}published_at__isnull", False))
    return Q(hosted_themself_by(viewer, path), tended, _connector=Q.OR)


def hosted_themself_by(viewer: Viewer, path: str = "") -> Q:
    """Without those that they could only tend: what people tell whoever hosts is not for them. Who
    has left the circle hosts nothing there any more."""
    return Q((f"{path}host", viewer.person), (f"{path}circle__in", viewer.circles))


def tended_by(viewer: Viewer) -> frozenset[int]:
    """The circles that they are in and tend."""
    return viewer.circles & {circle for circle, key in viewer.keys if key == "tend"}
