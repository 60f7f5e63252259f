"""A podcast's picture: a stitched circle with a table and people around it, in its scale's thread.

Square, 1400 pixels, PNG in RGB without transparency, as podcast directories ask for. Without words:
no typeface that is here has the letters of all the world's names.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

SIDE = 1400
FINE = 2
"""Drawn so many times larger, then made smaller, so that round things are round."""

LINEN, PAPER, INK = "#f8f4ec", "#fefcf8", "#2e2119"
THREADS = {
    "dyad": "#a67c0a", "crew": "#427044", "congregation": "#1a5b82", "network": "#8c5f8f",
}  # fmt: skip
DYES = ("#b43f30", "#a67c0a", "#427044", "#1a5b82", "#8c5f8f")
STITCHES = 64


def cover_of(scale: str, number: int) -> bytes:
    """The picture of a circle, the same each time. ``number`` varies who sits where."""
    return _drawn(THREADS.get(scale, INK), 3 + number % 3, number % len(DYES))


@lru_cache(32)
def _drawn(thread: str, people: int, first: int) -> bytes:
    side = SIDE * FINE
    picture = Image.new("RGB", (side, side), LINEN)
    draw = ImageDraw.Draw(picture)
    middle, out = side / 2, side * 0.40
    for stitch in range(STITCHES):
        begins = 360 * stitch / STITCHES
        box = (middle - out, middle - out, middle + out, middle + out)
        draw.arc(box, begins, begins + 360 / STITCHES * 0.6, thread, round(side * 0.012))
    _disc(draw, middle, middle, side * 0.15, PAPER, thread, round(side * 0.008))
    for one in range(people):
        turn = 2 * pi * one / people - pi / 2
        x, y = middle + cos(turn) * side * 0.265, middle + sin(turn) * side * 0.265
        _disc(draw, x, y, side * 0.058, DYES[(first + one) % len(DYES)], LINEN, 0)
    small = picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    whole = BytesIO()
    small.save(whole, "PNG", optimize=True, dpi=(72, 72))
    return whole.getvalue()


def _disc(
    draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str, line: str, width: int
) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill, line, width)
