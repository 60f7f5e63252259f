"""Where pictures of one kind lie, and in which sizes."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from PIL import Image, ImageOps

from kinweave.pictures.reading import on_linen, upright

STRAY = timedelta(days=1)
"""How long a picture may lie without belonging to anything: an upload takes moments."""


@dataclass(frozen=True, slots=True)
class Made:
    """A picture that is ready to be kept. ``name``: what it is to be found by; it ends in width and
    height of the largest size. ``files``: each size, as WebP."""

    name: str
    files: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Album:
    """Pictures of one kind. ``place``: the folder below the site's. ``sizes``: the longer side of
    each size in which they are kept, in pixels. ``square``: the middle is cut out of them; else
    they keep their shape."""

    place: str
    sizes: tuple[int, ...]
    square: bool = False

    @property
    def folder(self) -> Path:
        """Where all of them lie."""
        return Path(settings.MEDIA_ROOT) / self.place

    def path_of(self, name: str, size: int) -> Path:
        """Where one size of a picture lies."""
        return self.folder / f"{name}-{size}.webp"

    def read(self, upload: BinaryIO, size: int) -> Made:
        """Make all sizes of what came in, which has ``size`` bytes. Everything is decoded and
        written again: positions, notes and whatever else hid in the file are gone. Raises
        :class:`kinweave.pictures.NoPicture`."""
        largest = max(self.sizes)
        picture = upright(upload, size, largest)
        if self.square:  # also a small one: it is drawn in one size
            picture = ImageOps.fit(picture, (largest, largest))
        plain = on_linen(_within(picture, largest))
        token = secrets.token_hex(16)
        name = token if self.square else f"{token}-{plain.width}x{plain.height}"
        return Made(name, {side: _as_webp(_within(plain, side)) for side in self.sizes})

    def keep(self, made: Made) -> None:
        """Write all sizes. It belongs to nobody until a row names it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for size, whole in made.files.items():
            self.path_of(made.name, size).write_bytes(whole)

    def again(self, name: str) -> Made | None:
        """A picture that is kept, under a name of its own, so that each may go without the other;
        ``None`` where it lies no more."""
        token = secrets.token_hex(16)
        try:
            files = {size: self.path_of(name, size).read_bytes() for size in self.sizes}
        except FileNotFoundError:
            return None
        return Made(token + name[len(token) :], files)

    def discard_now(self, name: str) -> None:
        """Take away a picture that came to belong to nobody."""
        for size in self.sizes:
            self.path_of(name, size).unlink(missing_ok=True)

    def discard(self, name: str) -> None:
        """Take a picture away for good, once it is certain that nothing refers to it any more."""
        if name:
            transaction.on_commit(lambda: self.discard_now(name))

    def forget_strays(self, named: Collection[str], before: datetime) -> int:
        """Remove files older than ``before`` that no row names: of a process that was killed
        between writing the picture and its row. How many."""
        moment = before.timestamp()
        old = [path for path in self.folder.glob("*.webp") if path.stat().st_mtime < moment]
        strays = [path for path in old if path.stem.rpartition("-")[0] not in named]
        for path in strays:
            path.unlink(missing_ok=True)
        return len(strays)


def shape_of(name: str) -> tuple[int, int]:
    """Width and height of a picture that is no square, where it is largest, so that a page keeps
    its place."""
    width, height = name.rpartition("-")[2].split("x")
    return int(width), int(height)


def _within(picture: Image.Image, side: int) -> Image.Image:
    """No side longer than this; a smaller picture stays as it is."""
    scale = side / max(picture.size)
    if scale >= 1:
        return picture
    width, height = (max(1, round(length * scale)) for length in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _as_webp(picture: Image.Image) -> bytes:
    whole = BytesIO()
    picture.save(whole, "WEBP", quality=82)
    return whole.getvalue()
