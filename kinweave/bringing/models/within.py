"""Conditions that models of this app share: who is there, and what takes place."""

from __future__ import annotations

from django.db.models import F, Q

from kinweave.access import Viewer
from kinweave.gatherings.models.gathering import seen_by


def to_members(viewer: Viewer, path: str) -> Q | None:
    """Members of the gathering's circle who see it: to whom it was said."""
    if not viewer.is_somebody:
        return None
    return seen_by(viewer, path) & Q(**{f"{path}circle__in": viewer.circles})


def to_guests(viewer: Viewer, path: str) -> Q | None:
    """Everybody with an account who sees the gathering, and so may come."""
    return seen_by(viewer, path) if viewer.is_somebody else None


def is_off(path: str) -> Q:
    """Of rows that lead to a date by ``path``: it was left out, or called off before its end."""
    called_off = Q(
        **{
            f"{path}gathering__cancelled_at__isnull": False,
            f"{path}ends_at__gt": F(f"{path}gathering__cancelled_at"),
        }
    )
    return Q(**{f"{path}skipped_at__isnull": False}) | called_off
