"""A month on the wall: on a desk, on a phone as a list, and on one sheet of paper."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from playwright.sync_api import expect

from kinweave.gatherings import actions
from tests.builders import NOW
from tests.journeys import test_home as home
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.journeys.test_home import Page, World

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

page, world = home.page, home.world
"""A browser in which a crew member is signed in."""

LONG = "A very long evening about what we could do with the attic of the mill, part the second"
PAGES = re.compile(rb"/Type\s*/Page\b")


def test_a_full_month_is_read_anywhere_and_fits_on_one_sheet(page: Page, world: World) -> None:
    for day in (1, 3, 10, 17, 24, 31):  # a full day in each week
        for hour in (9, 12, 15, 18, 20):
            made = actions.plan(
                world["crew member"], world.riverbend, name=LONG, day=date(2027, 5, day),
                time=time(hour), zone="UTC", minutes=60, at=NOW,
            )  # fmt: skip
            actions.announce(world["crew member"], made, at=NOW)
    page.goto("/gatherings/month/?month=2027-05")  # it has six weeks
    everybody_can_read_it_anywhere(page)
    expect(page.get_by_text("Saturday 1", exact=True)).to_be_visible()  # a list, on a phone
    paper = page.pdf(prefer_css_page_size=True)
    assert len(PAGES.findall(paper)) == 1
    (box,) = set(re.findall(rb"/MediaBox \[0 0 (\d+)[\d.]* (\d+)", paper))
    assert int(box[0]) > int(box[1]), "landscape"
    page.goto("/gatherings/month/?month=2027-08")
    expect(page.get_by_text("Nothing stands in this month.")).to_be_visible()
