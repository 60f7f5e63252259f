"""What goes when it is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from kinweave.gatherings.models import Occasion
from kinweave.preparing.models import Reply, Taken

KEPT = timedelta(days=30)
"""How long after the last date replies are kept, and after a date, who had which role."""


def forget_old(now: datetime) -> int:
    """Delete what somebody told for a gathering whose last date is a month over, and who took what
    on dates that are. How many rows that were. A series that may go on has had its month."""
    later = Occasion.objects.filter(
        gathering=OuterRef("question__gathering"), ends_at__gt=now - KEPT
    )
    replies = Reply.objects.filter(~Exists(later.order_by()))
    taken = Taken.objects.filter(occasion__ends_at__lte=now - KEPT)
    return replies.delete()[0] + taken.delete()[0]
