"""A first start. It imports nothing until the place for compiled code is settled."""

from __future__ import annotations

import os
from pathlib import Path


def start(cache: Path) -> float:
    """Seconds until something small is solved, with compiled code kept in ``cache``."""
    os.environ["NUMBA_CACHE_DIR"] = str(cache)
    from time import perf_counter

    began = perf_counter()
    from bench.runs import warm_up

    warm_up(large=False)
    return perf_counter() - began
