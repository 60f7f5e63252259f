"""Getting through the door: what is not visible is not there; what is seen may still be closed."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

from kinweave.access.policies import can
from kinweave.access.viewer import Viewer
from kinweave.access.visible import VisibleQuerySet

M = TypeVar("M", bound=models.Model)


class NotAllowed(PermissionDenied):
    """Seen, but not theirs to do: 403. What cannot be seen is 404 and never comes so far."""


def visible_or_404(
    rows: models.Manager[M] | VisibleQuerySet[M], viewer: Viewer, **lookup: object
) -> M:
    """The one row of ``rows`` that ``viewer`` may see. Private and absent are the same 404."""
    visible: VisibleQuerySet[M] = rows.visible_to(viewer)  # type: ignore[union-attr]  # all of ours
    found = visible.filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def allowed(viewer: Viewer, verb: str, thing: object) -> None:
    """Nothing, or :class:`NotAllowed`."""
    if not can(viewer, verb, thing):
        raise NotAllowed
