"""Ferrymoor's round of pairs: due, with nine people in it, and the next one on its way."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kinweave.jobs.actions import run_due
from kinweave.rounds.models import Place, Round, Schedule


@pytest.mark.usefixtures("story")
def test_the_round_is_paired_as_soon_as_a_worker_looks_and_hours_are_found() -> None:
    run_due(timezone.now(), Round)
    one = Round.objects.get()
    places = Place.objects.filter(round=one)
    assert places.count() == 9
    assert any(place.meeting.hours for place in places if place.meeting)
    assert Schedule.objects.get().opens_at > timezone.now()
