"""Looking at a page as everybody would: axe finds nothing on it, and nothing runs off its side."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Literal

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = (
    Axe().axe_script
    + """
axe.configure({rules: [{id: "color-contrast", selector: "[data-unseen]"}]});
"""
)
_ONLY_WHAT_IS_WRONG = {"preload": False, "resultTypes": ["violations"]}
"""All rules are asked; the telling of what is right, which takes half of the time, is left out."""
_KINDS = (Path(__file__).parent / "kinds.js").read_text()
_TO_THE_END = """async () => {
    const long = () => document.scrollingElement.scrollHeight;
    const drawn = () => new Promise(done => requestAnimationFrame(done));
    const before = long();
    scrollTo(0, before);
    for (let n = 0; n < 6; n++) await drawn();  // what was not drawn yet comes some frames late
    return [before, long()];
}"""
_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
_seen: dict[tuple[object, object], set[str]] = defaultdict(set)

WAYS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))


def everybody_can_read(page: Page, *, contrast: bool = True) -> None:
    """At its width and in its colors. ``contrast``: whether the colors are the page's own.

    The site has one stylesheet and few templates. A page of nothing but what was looked at before,
    with other words, is not looked at again; nor are colors, which take axe longer than all the
    rest, where they are those of another page.
    """
    everything_fits(page)
    size = page.viewport_size
    seen = _seen[size and size["width"], page.evaluate(_DARK) if contrast else "unseen"]
    unseen = page.evaluate(_KINDS, sorted(seen))
    if not unseen:
        return
    if not page.evaluate("'axe' in window"):  # it is there still if this page was looked at before
        page.evaluate(_AXE)
    how = {**_ONLY_WHAT_IS_WRONG, "rules": {"color-contrast": {"enabled": contrast}}}
    found = AxeResults(page.evaluate("how => axe.run(how)", how))
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    seen.update(unseen)


def everything_fits(page: Page) -> None:
    """Nobody has to push the page from side to side."""
    size = page.viewport_size
    assert size is not None
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    assert wide <= size["width"], f"{page.url} is {wide} pixels wide"


def nothing_moves(page: Page) -> None:
    """Whoever goes to the end of the page finds it where it was: nothing grows or shrinks as it
    comes into sight, so that a finger meets what it was meant for."""
    address = page.url
    page.goto("about:blank")  # a page that is merely loaded again is shown where it was left
    page.goto(address)
    before, after = page.evaluate(_TO_THE_END)
    assert before == after, f"{page.url} is {before} pixels long, and {after} from its end"


def everybody_can_read_it_anywhere(page: Page) -> None:
    """On a desk by day, on a small phone by night: colors and width have nothing to do with each
    other, so that two looks are as good as four."""
    for width, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        everybody_can_read(page)
