"""A page of a handbook as an EPUB, on a small phone: asked for, waited for, taken along."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kinweave.binding.models import Bound
from kinweave.jobs.actions import run_due
from tests.journeys import test_whole_way as whole_way
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.journeys.test_whole_way import Open
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""


def test_a_page_is_taken_along_as_a_book_of_its_own(open_as: Open) -> None:
    world = build_again()
    way = open_as(world["friend"])
    way.go(world.leaf.get_absolute_url())
    way.follow("As a PDF or an EPUB")
    way.click(way.page.get_by_role("button", name="Make the EPUB"))
    way.reads("Being made")
    run_due(timezone.now(), Bound)
    link = way.page.get_by_role("link", name="Take the EPUB")
    expect(link).to_be_visible(timeout=8_000)
    if way.scripted:
        everybody_can_read_it_anywhere(way.page)
    with way.page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename.endswith(".epub")
