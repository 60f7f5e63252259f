"""A crew's cycles, turns to host, charter, looks back, and what it says of what comes next."""

from kinweave.crews.models.charters import Passage
from kinweave.crews.models.coming import Going, WhatNext
from kinweave.crews.models.cycles import Cycle, Turn
from kinweave.crews.models.looking_back import LookBack

__all__ = ["Cycle", "Going", "LookBack", "Passage", "Turn", "WhatNext"]
