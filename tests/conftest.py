"""What all tests share: hypothesis' manners, and a real browser."""

from __future__ import annotations

import gc
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from kinweave.web.templatetags.cloth import drawn_once
from tests.copies import collected, copied, migrated  # noqa: F401 - fixtures
from tests.settings import home

# Solvers compile on their first example, and machines are shared: no example is on a clock. In
# CI hypothesis takes its own profile, which draws the same examples each time.
settings.register_profile(
    "kinweave", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
if not os.environ.get("CI"):
    settings.load_profile("kinweave")


TESTS = Path(__file__).parent
SITE = {
    "access", "binding", "bringing", "calling", "circles", "config", "crews", "decks", "demo",
    "fund", "gatherings",
    "handbook", "harvests", "importing", "jobs", "journal", "journeys", "met", "mixing", "notices",
    "people", "preparing", "retreats", "rounds", "weaving", "web",
}  # fmt: skip
"""Folders whose tests are about the site: they have a database, and run on both."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the site's tests, so that nobody has to remember to, and put all in order."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in SITE and item.path.name != "test_plan_page.py":
            item.add_marker(pytest.mark.site)
            if item.get_closest_marker("django_db") is None:
                item.add_marker(pytest.mark.django_db)
    items[:] = _well_shared(items)


def _well_shared(items: list[pytest.Item]) -> list[pytest.Item]:
    """So that two workers, of whom each begins with a half, have little to do twice, and are done
    at the same time."""
    many = Counter(item.path for item in items)
    in_order: list[pytest.Item] = []
    for are_journeys, some in groupby(items, lambda item: item.path.parent == TESTS / "journeys"):
        # A file of few journeys has long ones: what is left at the end should be short.
        in_order += sorted(some, key=lambda item: many[item.path] if are_journeys else 0)
    # Each worker who is asked about the demo's story tells it: nobody takes the first tests away.
    return sorted(in_order, key=lambda item: TESTS / "demo" / "story" not in item.path.parents)


def pytest_collection_finish() -> None:
    """What was read stays to the end. Looking through all of it again and again for what is not
    needed any more took a seventh of the time of a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_unconfigure() -> None:
    """The data folder goes here: a worker's process ends without what is registered for its end."""
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _emptied_without_ado() -> Iterator[None]:
    from tests.emptying import empty  # once there are models

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@receiver(setting_changed)
def _parts_are_drawn_anew(**_said: object) -> None:
    """A site runs with one set of settings; a test may change them, and with them where files
    are."""
    drawn_once.cache_clear()


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """Limits count in the cache: no test has used up another's."""
    cache.clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that reaches files and this machine only: what needs the network looks broken."""
    path = os.environ.get("KINWEAVE_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("No Chromium: `bin/test` finds or gets one, or says what to install.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--disable-quic",
                "--disable-gpu",
                # A page lives for some hundred milliseconds: making its scripts fast takes longer.
                "--js-flags=--no-opt --no-maglev",
            ],
        )
        yield chromium
        chromium.close()
