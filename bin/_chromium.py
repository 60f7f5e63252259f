"""Print the path of a Chromium that starts, getting one first if need be.

The journeys open pages in a real browser. They are never skipped, so a machine without a
browser gets one, or is told in words what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from _system import apt_install, does, say, works

NAMES = (
    "chromium-headless-shell",  # first: without a window it takes two thirds of the time
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
)
ON_A_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def starts(path: str) -> bool:
    """Whether it runs: Ubuntu's package of that name only says where else to get it."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def on_this_machine() -> Iterator[str]:
    for name in NAMES:
        if path := shutil.which(name):
            yield path
    yield from ON_A_MAC
    yield playwrights_own()


def playwright_works() -> bool:
    """Playwright brings a node.js, which the smallest systems lack a library for."""
    asked = [sys.executable, "-m", "playwright", "--version"]
    return works(asked) or (
        apt_install("libatomic1", "which the browser's driver needs") and works(asked)
    )


def playwrights_own() -> str:
    """Where Playwright would keep a browser that it downloaded itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def get_one() -> None:
    for package in ("chromium-headless-shell", "chromium"):
        if apt_install(package, "the browser in which the tests open pages"):
            return
    say("Asking Playwright to download a Chromium.")
    does([sys.executable, "-m", "playwright", "install", "chromium"])


def find() -> str | None:
    return next(filter(starts, on_this_machine()), None)


def main() -> str:
    if not playwright_works():
        sys.exit(
            "Playwright, which drives the browser in the tests, does not start here. To see why:\n"
            f"  {sys.executable} -m playwright --version\n"
            "Often a library is missing: on Debian, Ubuntu:  apt install libatomic1"
        )
    if chosen := os.environ.get("KINWEAVE_CHROMIUM"):
        if starts(chosen):
            return chosen
        sys.exit(f"KINWEAVE_CHROMIUM={chosen} is not a Chromium that starts.")
    if found := find():
        return found
    get_one()
    if found := find():
        return found
    sys.exit(
        "The tests open pages in a real browser, and none was found or could be fetched.\n"
        "  Debian:  apt install chromium\n"
        "  Ubuntu, Fedora, macOS:  install Chromium or Google Chrome\n"
        "  anywhere else:  KINWEAVE_CHROMIUM=/path/to/chromium bin/test"
    )


if __name__ == "__main__":
    print(main())
