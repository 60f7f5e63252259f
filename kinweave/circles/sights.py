"""Who sees what of circles: rows of the matrix."""

from __future__ import annotations

from kinweave.access import Sight

SIGHTS: list[Sight] = []
