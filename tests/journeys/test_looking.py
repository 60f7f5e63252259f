"""What journeys look with would see what is wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import everybody_can_read

pytestmark = [pytest.mark.journey, pytest.mark.once]
PAGE = """<!doctype html><html lang="en"><title>A page</title><style>{}</style>
<main><h1>A page</h1><p class="said">Some words.</p>{}</main></html>"""


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 777, "height": 500})


@pytest.mark.parametrize(
    ("style", "more", "wrong"),
    [
        (".said { color: #ddd }", "", "color-contrast"),
        ("", "<p class='other' style='color: #ddd'>And more.</p>", "color-contrast"),
        ("", "<img src='data:,'>", "image-alt"),
        ("", "<p style='width: 900px'>Wide</p>", "pixels wide"),
    ],
)
def test_what_is_wrong_is_seen_and_what_is_right_is_not(
    page: Page, style: str, more: str, wrong: str
) -> None:
    page.set_content(PAGE.format(style, more))
    with pytest.raises(AssertionError, match=wrong):
        everybody_can_read(page)
    page.set_content(PAGE.format("", ""))
    everybody_can_read(page)
    page.close()
