"""Thursday soup in the demo: it mixed last time, and the next one waits for a worker."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kinweave.jobs.actions import run_due
from kinweave.mixing.models import Plan, Seat


@pytest.mark.usefixtures("story")
def test_the_soup_was_mixed_and_will_be() -> None:
    run_due(timezone.now(), Plan)
    been, coming = Plan.objects.order_by("occasion__starts_at")
    assert been.ended_at is not None
    assert Seat.objects.filter(round__plan=been).count() == 18
    assert coming.ended_at is None
    assert Seat.objects.filter(round__plan=coming, round__number=4).count() == 9
