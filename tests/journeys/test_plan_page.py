"""plan.html in a browser: opened from disk, on a desk and on a phone, by day and by night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kinweave.plans import render_page
from kinweave.solvers.crews.problem import Plan
from kinweave.solvers.running import Reason
from tests.journeys.looking import everybody_can_read, everything_fits
from tests.plans.builders import (
    NAMES,
    crew,
    person,
    plan,
    problem,
    the_cast,
    their_crew,
    waiting,
)
from tests.plans.hostile import HOSTILE

pytestmark = pytest.mark.journey

DESK, PHONE = 1280, 320
FAR = (
    "Europe/Vienna", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Auckland",
    "America/Phoenix", "America/Argentina/Buenos_Aires", "Asia/Tokyo", "Etc/GMT+5",
)  # fmt: skip
EIGHT = tuple(person(f"p{n}@example.org", zone) for n, zone in enumerate(FAR))


def eight_from_everywhere() -> Plan:
    reasons = (
        Reason("one_time"),
        Reason("nobody_hosts"),
        Reason("size", {"size": 8, "target": 5}),
        Reason("shared", {"words": ["w" * 100, "bread"]}),
    )
    spread = ((2, "23:15"), (2, "22:45"), (6, "07:00"), (6, "23:30"))
    return plan(
        their_crew(),
        crew([someone.key for someone in EIGHT], spread, reasons=reasons, call="c" * 100),
        unplaced=(waiting(), waiting("bo@example.org")),
    )


PLANS: dict[str, tuple[Plan, dict[str, str]]] = {
    "a plan": (plan(their_crew(), unplaced=(waiting(),)), NAMES),
    "hostile names": (
        eight_from_everywhere(),
        {
            **NAMES,
            **{p.key: HOSTILE[n] for n, p in enumerate(EIGHT)},
            "ada@example.org": HOSTILE[8],
        },
    ),
    "long and far names": (
        eight_from_everywhere(),
        {**NAMES, **{p.key: HOSTILE[-1 - n] for n, p in enumerate(EIGHT)}},
    ),
    "nobody placed": (plan(unplaced=(waiting(), waiting("bo@example.org"))), {}),
    "an empty plan": (plan(), {}),
}

Opening = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opening:
    """Opens a plan's page from disk, with no network to fall back on."""

    @contextmanager
    def opening(which: str = "a plan", *, width: int = DESK, **wanted: object) -> Iterator[Page]:
        made, names = PLANS[which]
        path = tmp_path / "plan.html"
        title = "Spring crews <b>at</b> Riverbend"
        path.write_text(
            render_page(made, problem(*the_cast(), *EIGHT), names, title=title), "utf-8"
        )
        context = browser.new_context(
            viewport={"width": width, "height": 800}, offline=True, **wanted
        )  # fmt: skip
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: complaints.append(request.url))
        page.goto(path.as_uri())
        yield page
        context.close()
        fetched = [said for said in complaints if not said.startswith("data:font/woff2")]
        assert fetched == [path.as_uri()]

    return opening


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (PHONE, "dark")])
@pytest.mark.parametrize("which", PLANS)
def test_anybody_can_read_it(opened: Opening, which: str, width: int, scheme: str) -> None:
    with opened(which, width=width, color_scheme=scheme) as page:
        everybody_can_read(page)


@pytest.mark.parametrize("which", PLANS)
def test_nothing_sticks_out_of_any_screen(opened: Opening, which: str) -> None:
    with opened(which) as page:
        for width in (DESK, 900, 700, 400, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            everything_fits(page)


def test_a_scripted_name_stays_a_name(opened: Opening) -> None:
    with opened("hostile names") as page:
        assert (
            page.get_by_role("heading", level=1).inner_text() == "Spring crews <b>at</b> Riverbend"
        )
        expect(page.locator("script, img, [onload], [onmouseover]")).to_have_count(0)
        for name in HOSTILE[:5]:
            expect(page.locator(".members").get_by_text(name, exact=True)).to_have_count(1)


def test_it_works_without_scripts(opened: Opening) -> None:
    with opened(java_script_enabled=False, width=PHONE) as page:
        page.get_by_role("link", name="Tuesdays at 19:00, Vienna time").click()
        assert page.url.endswith("#crew-01")
        expect(page.get_by_role("heading", name="Tuesdays at 19:00, Vienna time")).to_be_visible()


def test_its_own_type_is_in_it(opened: Opening) -> None:
    with opened() as page:
        loaded = page.evaluate(
            "document.fonts.ready.then(all => [...all].map(f => f.family + ' ' + f.status))"
        )
        assert "Fraunces loaded" in loaded
        assert "Figtree loaded" in loaded


def test_the_keyboard_goes_straight_to_the_crews(opened: Opening) -> None:
    with opened() as page:
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the crews")
        box = skip.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert skip.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('nav')") is None


def test_on_a_desk_clocks_stand_beside_each_other(opened: Opening) -> None:
    with opened() as page:
        heads = page.locator(".meetings thead b")
        assert heads.all_inner_texts() == [
            "New York",
            "Santiago",
            "Lisbon",
            "Copenhagen and Vienna",
        ]
        bottoms = {round(_bottom(page, f".meetings thead th >> nth={n}")) for n in range(1, 5)}
        assert len(bottoms) == 1
        row = page.get_by_role("row").nth(2)
        assert row.get_by_role("rowheader").inner_text() == "Tue 16 March"
        assert row.get_by_role("cell").nth(0).inner_text().split("\n")[-1] == "an hour later"


def test_on_a_phone_each_clock_has_its_meetings_below_it(opened: Opening) -> None:
    with opened(width=PHONE) as page:
        in_order: list[tuple[float, str]] = []
        for n in range(4):
            head = page.locator(f".meetings thead .c{n}")
            in_order.append((_top(head), head.locator("b").inner_text()))
            for cell in page.locator(f".meetings tbody .c{n}").all():
                in_order.append((_top(cell), cell.inner_text()))
        assert in_order == sorted(in_order, key=lambda placed: placed[0])
        assert len(in_order) == 4 * 7
        assert in_order[8][1].split() == ["Tue", "2", "March", "15:00"]
        expect(page.get_by_role("table")).to_have_count(1)
        expect(page.get_by_role("columnheader")).to_have_count(4)


def test_it_prints_a_crew_on_a_page_and_in_light(opened: Opening, tmp_path: Path) -> None:
    with opened("long and far names", color_scheme="dark") as page:
        assert _ground(page) == "rgb(28, 20, 14)"
        page.emulate_media(media="print", color_scheme="dark")
        assert _ground(page) == "rgb(255, 255, 255)"
        printed = page.pdf(path=tmp_path / "plan.pdf", format="A4")
        assert printed.startswith(b"%PDF-")
        assert printed.count(b"/Type /Page\n") >= 4


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def _top(locator: object) -> float:
    box = locator.bounding_box()
    assert box is not None
    return float(box["y"])


def _bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return float(box["y"] + box["height"])
