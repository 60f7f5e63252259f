"""What was measured on, told so that nobody can be found by it: no host name, no path."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def machine() -> str:
    """Date, cores, processor, Python, and how busy the machine was with other things."""
    today = datetime.now(UTC).date()
    cores = os.cpu_count() or 1
    busy = os.getloadavg()[0] / cores
    return (
        f"Measured on {today}, {cores} cores ({processor()}), {platform.system()}, "
        f"Python {platform.python_version()}; {busy:.0%} busy at the start."
    )


def processor() -> str:
    """The processor's name, as far as the system tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
