"""Who sees what of people: rows of the matrix."""

from __future__ import annotations

from kinweave.access import Sight

SIGHTS: list[Sight] = []
