"""What whoever hosts reads on a gathering's page: that it comes from elsewhere, and what that
means for changing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer
from kinweave.gatherings.beside import Beside, begins, beside
from kinweave.gatherings.models import Gathering
from kinweave.importing.models import Brought

KEPT = {"by__keeps_since__isnull": False, "by__stopped_at": None, "by__paused_at": None}


def there() -> QuerySet[Any, Any]:
    """What somebody keeps in step."""
    return Brought.objects.filter(**KEPT, gathering=OuterRef("pk"))


def show(
    viewer: Viewer,
    gathering: Gathering,
    now: datetime,  # noqa: ARG001 - where it comes from does not change
) -> dict[str, Any] | None:
    """Where it comes from, to whoever keeps it in step and hosts it still."""
    if not viewer.is_somebody or gathering.host_id != viewer.person:
        return None
    kept = Brought.objects.visible_to(viewer).filter(**KEPT, by__person=viewer.person)
    rows = kept.filter(gathering=gathering).select_related("by")
    one = rows.defer("by__content").first()
    return {"one": one, "by": one.by} if one and one.by else None


beside(Beside("brought", there, show, "importing/parts/beside.html"))
begins(_("Bring in a calendar"), "imports")
