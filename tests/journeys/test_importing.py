"""Bringing in a calendar in a browser on a small phone: upload, look, say yes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kinweave.importing.models import Import
from kinweave.jobs.actions import run_due
from tests.importing.calendars import calendar, event, series
from tests.journeys import test_whole_way as whole_way
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.journeys.test_whole_way import Open
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""


def test_a_file_is_uploaded_looked_at_and_brought_in(open_as: Open, tmp_path: Path) -> None:
    world = build_again()
    way = open_as(world["friend"])
    file = tmp_path / "mill.ics"
    file.write_bytes(calendar(event(), series("no line", SUMMARY="Choir")))
    way.go(f"{world.riverbend.get_absolute_url()}gatherings/")
    way.follow("Bring in a calendar")
    way.press("Look what is in it")
    way.reads("Choose a file, or put an address below.")
    way.page.get_by_label("A file").set_input_files(file)
    way.press("Look what is in it")
    way.reads("Being read")
    run_due(timezone.now(), Import)
    expect(way.page.get_by_text("Shall it come in?")).to_be_visible(timeout=8_000)
    way.reads("Choir")
    way.reads("this could not be read and is left out: no line")
    if way.scripted:
        everybody_can_read_it_anywhere(way.page)
    way.press("Bring it in")
    run_due(timezone.now(), Import)
    expect(way.page.get_by_role("heading", name="What came in")).to_be_visible(timeout=8_000)
    way.look()
    way.follow("Choir")
    way.reads("Every week")
