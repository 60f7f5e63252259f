"""Open the demo in a browser once it answers. A process of its own, beside the site's."""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
import webbrowser

PATIENCE = 60.0  # seconds


def there_is_a_screen() -> bool:
    """Whether a browser would be seen by somebody."""
    if sys.platform == "darwin":
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(origin: str, address: str) -> None:
    """Wait for ``origin`` to answer, then open ``address``."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{origin}/healthy", timeout=5).close()  # noqa: S310 - our own
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
            continue
        webbrowser.open(address)
        return


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
