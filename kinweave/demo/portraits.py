"""Pictures of people who do not exist: a face of flat shapes, drawn from a name."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIDE = 512
CLOTH = ("#9c3f31", "#7c6011", "#4b6a3c", "#2d5b7e", "#6b4a78", "#4a4038", "#a8694a", "#5c7a78")
BACK = ("#efe3cf", "#e3ddc6", "#dfe5d6", "#d9e1e6", "#e6dce6", "#eadfd2")
SKIN = ("#f0cfae", "#d9a679", "#b97d52", "#8d5a3a", "#64402b", "#e6bb94")
HAIR = ("#2a211c", "#5a3a26", "#8a5a2b", "#b98b4e", "#9a948c", "#d8d2c6", "#74402c")
INK = "#2b2019"


def portrait(name: str, *, bearded: bool = False) -> BytesIO:
    """A square PNG; the same name always has the same face. ``bearded``: perhaps with a beard."""
    chance = Random(sha256(name.encode()).digest())  # noqa: S311 - a face, not a secret
    picture = Image.new("RGB", (SIDE, SIDE), chance.choice(BACK))
    pen = ImageDraw.Draw(picture)
    cloth, skin, hair = chance.choice(CLOTH), chance.choice(SKIN), chance.choice(HAIR)
    _stitches(pen, chance.choice(CLOTH))
    long_hair = chance.random() < 0.45
    if long_hair:
        pen.rounded_rectangle((142, 150, 370, 400), 100, fill=hair)
    pen.ellipse((86, 372, 426, 700), fill=cloth)
    pen.rounded_rectangle((222, 320, 290, 420), 34, fill=skin)
    pen.ellipse((166, 130, 346, 362), fill=skin)
    chance.choice((_fringe, _cap, _bun) if long_hair else (_fringe, _cap, _bald))(pen, hair)
    _features(pen, chance)
    if bearded and chance.random() < 0.5:
        _beard(pen)
    whole = BytesIO()
    picture.save(whole, "PNG", compress_level=1)
    whole.seek(0)
    return whole


def _stitches(pen: ImageDraw.ImageDraw, color: str) -> None:
    """A stitched circle, as groups are drawn here."""
    count, radius = 36, 222
    for number in range(count):
        begin = 360 * number / count
        box = (256 - radius, 256 - radius, 256 + radius, 256 + radius)
        pen.arc(box, begin, begin + 6, fill=color, width=8)


def _fringe(pen: ImageDraw.ImageDraw, hair: str) -> None:
    pen.pieslice((156, 112, 356, 330), 180, 360, fill=hair)


def _cap(pen: ImageDraw.ImageDraw, hair: str) -> None:
    pen.pieslice((158, 106, 354, 320), 190, 350, fill=hair)
    pen.rounded_rectangle((150, 186, 362, 208), 11, fill=hair)


def _bald(pen: ImageDraw.ImageDraw, hair: str) -> None:
    pen.pieslice((150, 180, 206, 300), 90, 270, fill=hair)
    pen.pieslice((306, 180, 362, 300), 270, 90, fill=hair)


def _bun(pen: ImageDraw.ImageDraw, hair: str) -> None:
    pen.ellipse((216, 66, 296, 146), fill=hair)
    _fringe(pen, hair)


def _features(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    for side in (-1, 1):
        eye = 256 + side * 38
        pen.ellipse((eye - 8, 246, eye + 8, 264), fill=INK)
    if chance.random() < 0.35:
        for side in (-1, 1):
            eye = 256 + side * 38
            pen.ellipse((eye - 30, 226, eye + 30, 284), outline=INK, width=6)
        pen.line((248, 252, 264, 252), fill=INK, width=6)
    width = chance.randint(26, 44)
    pen.arc((256 - width, 276, 256 + width, 326), 20, 160, fill=INK, width=7)


def _beard(pen: ImageDraw.ImageDraw) -> None:
    pen.pieslice((196, 236, 316, 372), 20, 160, fill=INK)
    pen.arc((236, 300, 276, 330), 20, 160, fill="#f7efe2", width=6)
