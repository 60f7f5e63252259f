"""Pictures that people send: made anew from what came in, so that nothing else of the file is kept.

An :class:`Album` says how those of one kind are kept, and where. :func:`sent` gives one to a
browser, once whoever asks may see it: that is for the page to know.
"""

from __future__ import annotations

from kinweave.pictures.album import STRAY, Album, Made, shape_of
from kinweave.pictures.reading import MOST_BYTES, NoPicture
from kinweave.pictures.sending import sent

__all__ = ["MOST_BYTES", "STRAY", "Album", "Made", "NoPicture", "sent", "shape_of"]
