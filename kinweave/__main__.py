"""``python -m kinweave``: the command, from a folder that nobody installed."""

from __future__ import annotations

import sys

from kinweave.command import main

if __name__ == "__main__":
    sys.exit(main())
