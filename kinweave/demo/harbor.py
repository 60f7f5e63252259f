"""A picture for an evening that does not exist: a harbor of flat shapes, at dusk."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1500, 900)
SKY, SUN, SEA, GLOW, LAND = "#e9c9a0", "#b43f30", "#2d5b7e", "#d9a679", "#4a4038"
WALLS = ("#9c3f31", "#efe3cf", "#7c6011", "#5c7a78", "#efe3cf", "#6b4a78")
LIGHT, HULL, SAIL = "#e0b753", "#2a211c", "#fefcf8"


def harbor() -> BytesIO:
    """A PNG, wider than high; it is the same each time."""
    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((960, 240, 1240, 520), fill=SUN)
    pen.rectangle((0, 470, 1500, 900), fill=SEA)
    for row in range(9):
        inset = 14 * row
        pen.line((960 + inset, 500 + 40 * row, 1240 - inset, 500 + 40 * row), fill=GLOW, width=8)
    pen.rectangle((0, 430, 780, 500), fill=LAND)
    for number, wall in enumerate(WALLS):
        _house(pen, 20 + 125 * number, 210 + 40 * (number % 3), wall)
    _boat(pen, 640, 690, 1.0)
    _boat(pen, 1010, 610, 0.6)
    whole = BytesIO()
    picture.save(whole, "PNG", compress_level=1)
    whole.seek(0)
    return whole


def _house(pen: ImageDraw.ImageDraw, left: int, top: int, wall: str) -> None:
    pen.rectangle((left, top, left + 110, 440), fill=wall)
    pen.polygon(((left - 8, top), (left + 55, top - 60), (left + 118, top)), fill=LAND)
    for column in (24, 66):
        pen.rectangle((left + column, top + 30, left + column + 22, top + 66), fill=LIGHT)


def _boat(pen: ImageDraw.ImageDraw, x: int, y: int, scale: float) -> None:
    def at(*points: tuple[int, int]) -> list[tuple[float, float]]:
        return [(x + scale * across, y + scale * down) for across, down in points]

    pen.polygon(at((0, 0), (320, 0), (260, 70), (50, 70)), fill=HULL)
    pen.line(at((150, 0), (150, -260)), fill=HULL, width=round(10 * scale))
    pen.polygon(at((162, -250), (162, -24), (300, -24)), fill=SAIL)
