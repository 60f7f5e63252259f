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


def there(viewer: Viewer) -> QuerySet[Any, Any]:
    """Of what this viewer keeps in step."""
    kept = {"by__keeps_since__isnull": False, "by__stopped_at": None, "by__paused_at": None}
    rows = Brought.objects.filter(by__person=viewer.person or 0, **kept)
    return rows.filter(gathering=OuterRef("pk"), gathering__host=viewer.person or 0)


def show(
    viewer: Viewer,
    gathering: Gathering,
    now: datetime,  # noqa: ARG001 - where it comes from does not change
) -> dict[str, Any] | None:
    """Where it comes from."""
    rows = Brought.objects.visible_to(viewer).filter(gathering=gathering).select_related("by")
    one = rows.defer("by__content").first()
    return {"one": one, "by": one.by} if one and one.by else None


beside(Beside("brought", there, show, "importing/parts/beside.html"))
begins(_("Bring in a calendar"), "imports")
