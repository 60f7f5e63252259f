"""See to Pango, without which no PDF can be drawn, getting it if need be.

Nothing else wants it, so a machine that cannot have it runs all other tests, and is told in words
what to install.
"""

from __future__ import annotations

from ctypes.util import find_library

from _system import apt_install, say

PARTS = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


def lacking() -> list[str]:
    """The Debian packages of what is not there."""
    return [package for library, package in PARTS.items() if find_library(library) is None]


def main() -> None:
    """Get what is not there, or say so."""
    for package in lacking():
        apt_install(package, "with which PDFs are drawn")
    if left := lacking():
        say("PDFs cannot be drawn here, and tests that draw some are left out. To have them:")
        say(f"  apt install {' '.join(left)}")


if __name__ == "__main__":
    main()
