"""The cover of an EPUB, as shelves of e-readers show it: linen, five threads, a table with people
around it, and the title in letters of ours. A title in letters that we have not is left to the
title page, and to the words that go with the picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

_FONTS = files("kinweave.plans.fonts")
_TITLE, _TEXT, _TEXT_MORE = (
    "fraunces-latin-600-normal.woff2",
    "figtree-latin-wght-normal.woff2",
    "figtree-latin-ext-wght-normal.woff2",
)
_NOT_THERE = "\U0010ffff"
"""What no font draws; what looks like it is not drawn either."""

WIDTH, HEIGHT = 1_200, 1_800
_FINER = 2
"""Drawn so many times as large, for smooth edges."""
_EDGE, _FALLS = 120, 725
"""Of the page; and the last line of words at its top."""
LINEN, INK, QUIET = "#f8f4ec", "#2e2119", "#66574e"
THREADS = ("#b43f30", "#a67c0a", "#427044", "#1a5b82", "#8c5f8f")
_TABLE = (765, 1_185)
_SIZES = (132, 116, 102, 90, 80, 70, 62)
_MOST_LINES = 5

_Font = ImageFont.FreeTypeFont
_Fonts = dict[str, _Font]
"""By the names of their files, the first one first."""
_Run = tuple[str, _Font]


def cover(title: str, *, of: str = "", about: str = "", credit: str = "") -> bytes:
    """A PNG. ``of``: the book, where ``title`` is a part of it. The same words give the same."""
    page = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), LINEN)
    draw = ImageDraw.Draw(page)
    for number, thread in enumerate(THREADS):
        left = _EDGE + 84 * number
        _box(draw, (left, 158, left + 84, 170), thread)
    _table(draw)
    top = 226.0
    if of:
        top = _written(draw, _lines(of, _text(36), 1), top, QUIET, 54)
    top = _title(draw, title, top + 18)
    lines = _lines(about, _text(40), 3)
    if top + 30 + 58 * len(lines) <= _FALLS:
        _written(draw, lines, top + 30, QUIET, 58)
    _written(draw, _lines(credit, _text(34), 1), HEIGHT - 120, INK, 50)
    made = BytesIO()
    small = page.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    small.quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        made, "PNG", optimize=True
    )
    return made.getvalue()


def _table(draw: ImageDraw.ImageDraw) -> None:
    """Five around a table, and the circles in which they stand, each wider than the one before."""
    for number, thread in enumerate(THREADS):
        _stitched(draw, 200 + 66 * number, thread)
    _disc(draw, _TABLE, 72, INK)
    _disc(draw, _TABLE, 64, LINEN)
    for number, thread in enumerate(THREADS):
        turn = math.tau * (number / len(THREADS) - 0.25)
        x, y = _TABLE[0] + 132 * math.cos(turn), _TABLE[1] + 132 * math.sin(turn)
        _disc(draw, (x, y), 31, thread)


def _stitched(draw: ImageDraw.ImageDraw, radius: float, thread: str) -> None:
    count = round(math.tau * radius / 40)
    for number in range(count):
        ends = [math.tau * (number + part) / count for part in (0, 0.55)]
        between = [_on_circle(radius, turn) for turn in ends]
        draw.line([(x * _FINER, y * _FINER) for x, y in between], thread, 8 * _FINER)
        for end in between:
            _disc(draw, end, 4, thread)


def _on_circle(radius: float, turn: float) -> tuple[float, float]:
    return _TABLE[0] + radius * math.cos(turn), _TABLE[1] + radius * math.sin(turn)


def _disc(draw: ImageDraw.ImageDraw, at: tuple[float, float], radius: float, colour: str) -> None:
    x, y = at
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse([side * _FINER for side in box], colour)


def _box(draw: ImageDraw.ImageDraw, box: Sequence[float], colour: str) -> None:
    left, top, right, bottom = (side * _FINER for side in box)
    draw.rectangle((left, top, right - 1, bottom - 1), colour)


def _title(draw: ImageDraw.ImageDraw, title: str, top: float) -> float:
    """As large as it fits; where the last line ends."""
    for size in _SIZES:
        fonts, leading = _headline(size, title), size * 1.16
        if top + leading * len(_lines(title, fonts, _MOST_LINES + 1)) <= _FALLS:
            break
    return _written(draw, _lines(title, fonts, _MOST_LINES), top, INK, leading)


def _written(
    draw: ImageDraw.ImageDraw, lines: list[list[_Run]], top: float, colour: str, leading: float
) -> float:
    """``top`` and ``leading`` in points of the page; where the last line ends."""
    for line in lines:
        x = float(_EDGE * _FINER)
        for words, font in line:
            draw.text((x, (top + leading * 0.8) * _FINER), words, colour, font, anchor="ls")
            x += font.getlength(words)
        top += leading
    return top


def _lines(words: str, fonts: _Fonts, most: int) -> list[list[_Run]]:
    """Words broken into lines, each in letters that there are; none, where some are lacking. What
    is more than ``most`` lines ends in "…"."""
    if not _has_all(fonts, words):
        return []
    found: list[str] = []
    for word in words.split():
        if found and _fits(f"{found[-1]} {word}", fonts):
            found[-1] = f"{found[-1]} {word}"
        else:
            found += _broken(word, fonts)
        if len(found) > most:
            found = [*found[: most - 1], f"{found[most - 1].rstrip(' ,.;:')}…"]
            break
    return [_runs(line, fonts) for line in found]


def _broken(word: str, fonts: _Fonts) -> list[str]:
    """A word in as many pieces as it needs."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and not _fits(pieces[-1] + sign, fonts):
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _fits(words: str, fonts: _Fonts) -> bool:
    length = sum(font.getlength(run) for run, font in _runs(words, fonts))
    return length <= (WIDTH - 2 * _EDGE) * _FINER


def _runs(words: str, fonts: _Fonts) -> list[_Run]:
    found: list[_Run] = []
    for sign in words:
        font = next(font for name, font in fonts.items() if _draws(name, sign))
        if found and found[-1][1] is font:
            found[-1] = (found[-1][0] + sign, font)
        else:
            found.append((sign, font))
    return found


def _has_all(names: Iterable[str], words: str) -> bool:
    return all(any(_draws(name, sign) for name in names) for sign in set(words))


@lru_cache(2_000)
def _draws(name: str, sign: str) -> bool:
    return sign.isspace() or _drawn(name, sign) != _drawn(name, _NOT_THERE)


def _drawn(name: str, sign: str) -> bytes:
    return bytes(_opened(name, 16).getmask(sign))


def _headline(size: int, title: str) -> _Fonts:
    """One kind of letters for a whole title: Fraunces, or Figtree, which has more of them."""
    if _has_all([_TITLE], title):
        return {_TITLE: _opened(_TITLE, size)}
    return _text(size, weight=600)


def _text(size: int, *, weight: int = 400) -> _Fonts:
    return {name: _opened(name, size, weight) for name in (_TEXT, _TEXT_MORE)}


@lru_cache(64)
def _opened(name: str, size: int, weight: int = 0) -> _Font:
    font = ImageFont.truetype(BytesIO((_FONTS / name).read_bytes()), size * _FINER)
    if weight:
        font.set_variation_by_axes([weight])
    return font
