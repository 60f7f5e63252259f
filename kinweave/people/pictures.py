"""Pictures of people: made anew from what came in, so that nothing else of the file is kept."""

from __future__ import annotations

import secrets
import struct
import warnings
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

SMALL, LARGE = 96, 512
SIZES = (SMALL, LARGE)
"""Both sizes of a picture, in pixels: beside a name, and on a page."""

LINEN = "#f7f2e9"
"""What is seen where a picture lets it through."""

MOST_BYTES = 8_000_000
MOST_MEGAPIXELS = {"JPEG": 40, "PNG": 16, "WEBP": 16, "GIF": 16}
"""Asked before anything is decoded. A JPEG can be decoded small, the others take the memory."""


BROKEN = (
    EOFError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What reading a damaged file ends in, from one kind of file to another."""

SIGNATURES = (b"\xff\xd8\xff", b"\x89png", b"gif8", b"riff")
"""How pictures begin, in small letters."""

OTHER_THINGS = (b"<script", b"<html", b"<!doctype", b"<?php", b"%pdf-")
"""How files begin that a browser or a server would do something with."""


class NoPicture(ValueError):
    """What came in cannot be used. ``args[0]`` says why, in words."""


def put_away(upload: BinaryIO, size: int) -> str:
    """Make both sizes of what came in and keep them; returns the name to find them by.

    ``size`` is the upload's, in bytes. Everything is decoded and written again: positions, notes
    and whatever else hid in the file are gone. Raises :class:`NoPicture`.
    """
    if size > MOST_BYTES:
        raise NoPicture(_("This file is larger than 8 MB. A smaller copy of it will do."))
    _only_a_picture(upload)
    square = _square(upload)
    name = secrets.token_hex(16)
    folder().mkdir(parents=True, exist_ok=True)
    for side in SIZES:
        whole = BytesIO()
        square.resize((side, side), Image.Resampling.LANCZOS).save(whole, "WEBP", quality=82)
        path_of(name, side).write_bytes(whole.getvalue())
    return name


def discard_now(name: str) -> None:
    """Take away a picture that came to belong to nobody."""
    for size in SIZES:
        path_of(name, size).unlink(missing_ok=True)


def discard(name: str) -> None:
    """Take a picture away for good, once it is certain that nothing refers to it any more."""
    if name:
        transaction.on_commit(lambda: discard_now(name))


def path_of(name: str, size: int) -> Path:
    """Where one size of a picture lies."""
    return folder() / f"{name}-{size}.webp"


def folder() -> Path:
    """Where all of them lie."""
    return Path(settings.MEDIA_ROOT) / "people"


def _only_a_picture(upload: BinaryIO) -> None:
    """Nothing else of it would be kept; but whoever sends such a file should hear of it."""
    whole = upload.read(MOST_BYTES + 1).lower()
    upload.seek(0)
    if whole.startswith(SIGNATURES) and (
        any(sign in whole for sign in OTHER_THINGS) or zipfile.is_zipfile(upload)
    ):
        raise NoPicture(
            _("This file is a picture and something else at once. A plain copy of it will do.")
        )
    upload.seek(0)


def _square(upload: BinaryIO) -> Image.Image:
    """The middle of the picture, upright, without anything but its colors."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd files, and of sizes below our own limit
            picture = Image.open(upload, formats=tuple(MOST_MEGAPIXELS))
            _measured(picture)
            picture.draft("RGB", (2 * LARGE, 2 * LARGE))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except NoPicture:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(MOST_MEGAPIXELS["JPEG"]) from error
    except UnidentifiedImageError as error:
        raise NoPicture(
            _("This is not a picture of a kind that works here. JPEG, PNG, WebP and GIF do.")
        ) from error
    except BROKEN as error:
        raise NoPicture(
            _("This picture is broken, or was cut off on its way. Another copy may work.")
        ) from error
    crop = ImageOps.fit(upright, (LARGE, LARGE))
    plain = Image.new("RGB", crop.size, LINEN)
    plain.paste(crop, mask=crop.getchannel("A"))
    return plain


def _measured(picture: Image.Image) -> None:
    most = MOST_MEGAPIXELS[picture.format or ""]
    if picture.width * picture.height > most * 1_000_000:
        raise _too_large(most)


def _too_large(most: int) -> NoPicture:
    return NoPicture(
        _("This picture has more than {most} megapixels. A smaller copy of it will do.").format(
            most=most
        )
    )
