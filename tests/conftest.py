"""What all tests share: hypothesis' manners, and a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

# Solvers compile on their first example, and machines are shared: no example is on a clock. In
# CI hypothesis takes its own profile, which draws the same examples each time.
settings.register_profile(
    "kinweave", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
if not os.environ.get("CI"):
    settings.load_profile("kinweave")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that can reach nothing but files: a page that needs the network looks broken."""
    path = os.environ.get("KINWEAVE_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("No Chromium: `bin/test` finds or gets one, or says what to install.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=["--host-resolver-rules=MAP * ~NOTFOUND", "--disable-quic", "--disable-gpu"],
        )
        yield chromium
        chromium.close()
