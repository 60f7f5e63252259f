"""How a gathering stands: whether somebody changed by hand what came from elsewhere."""

from __future__ import annotations

import json
from hashlib import sha256

from kinweave.gatherings.models import Gathering, Occasion

WORDS = ("name", "words", "place", "link", "minutes")
"""What another calendar says of a gathering. Seats, or for whom it is, are ours alone."""


def as_it_stands(number: int) -> str:
    """A mark of what the calendar could have said of this gathering, as it is here now."""
    gathering = Gathering.objects.get(pk=number)
    dates = Occasion.objects.filter(gathering=gathering).order_by("number")
    rows = dates.values_list("number", "day", "time", "skipped_at")
    said = [
        [getattr(gathering, name) for name in WORDS] + ["whole days"] * gathering.all_day,
        gathering.cancelled_at is not None,
        [[n, str(day), str(time), skipped is not None] for n, day, time, skipped in rows],
    ]
    return sha256(json.dumps(said).encode()).hexdigest()
