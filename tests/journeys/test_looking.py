"""What journeys look with would see what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import looking
from tests.journeys.looking import everybody_can_read

pytestmark = [pytest.mark.journey, pytest.mark.once]
PAGE = """<!doctype html><html lang="en"><title>A page</title><style>{}</style>
<main><h1>A page</h1><p class="said">Some words.</p>{}</main></html>"""


@pytest.fixture
def page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """On which nothing was looked at yet."""
    monkeypatch.setattr(looking, "_seen", defaultdict(set))
    page = browser.new_page(viewport={"width": 777, "height": 500})
    yield page
    page.context.close()


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


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ("<a href='/other'></a>", "link-name"),
        ("<label for='word'>A word</label><input name='word' id='other'>", "label"),
        (
            "<label>A word <input name='word' aria-label=''></label><p aria-hidden='tru'>x</p>",
            "aria",
        ),
        ("<p>Words.</p><h4>Far below</h4>", "heading-order"),
    ],
)
def test_a_page_is_looked_at_again_unless_only_its_words_are_others(
    page: Page, more: str, wrong: str
) -> None:
    page.set_content(PAGE.format("", "<p>Words. <a href='/here'>Here</a></p>"))
    everybody_can_read(page)
    page.goto("about:blank")
    page.set_content(PAGE.format("", "<p>Other words. <a href='/there'>There</a></p>"))
    everybody_can_read(page)
    assert page.evaluate("!('axe' in window)"), "it was asked again"
    page.set_content(PAGE.format("", more))
    with pytest.raises(AssertionError, match=wrong):
        everybody_can_read(page)


def test_colors_that_were_left_out_once_are_looked_at_where_they_count(page: Page) -> None:
    page.set_content(PAGE.format(".said { color: #ddd }", ""))
    everybody_can_read(page, contrast=False)
    with pytest.raises(AssertionError, match="color-contrast"):
        everybody_can_read(page)
