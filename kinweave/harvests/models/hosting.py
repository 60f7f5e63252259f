"""Whoever hosts, as a condition on rows that lead to a gathering."""

from __future__ import annotations

from django.db.models import Q

from kinweave.access import Viewer


def tended_by(viewer: Viewer) -> frozenset[int]:
    """The circles that they tend."""
    return viewer.circles & {circle for circle, key in viewer.keys if key == "tend"}


def hosted_by(viewer: Viewer, path: str) -> Q:
    """Rows of gatherings that this viewer hosts, or whose circle they tend: what the policy "host"
    says of one that has been. ``path``: how a row leads to its gathering."""
    theirs = Q(**{f"{path}host": viewer.person, f"{path}circle__in": viewer.circles})
    return theirs | Q(**{f"{path}circle__in": tended_by(viewer)})


def looked_back_on_by(viewer: Viewer, path: str) -> Q:
    """Rows of gatherings that this viewer hosts themself; and, where nobody hosts one any more,
    that they tend. Who tends a circle is not to read who comes to what in it."""
    theirs = Q(**{f"{path}host": viewer.person, f"{path}circle__in": viewer.circles})
    return theirs | Q(**{f"{path}host": None, f"{path}circle__in": tended_by(viewer)})
