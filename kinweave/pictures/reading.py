"""From whatever somebody sends to a plain picture, or a sentence that says why not."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

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


def upright(upload: BinaryIO, size: int, side: int) -> Image.Image:
    """The picture, upright, with its transparency and without anything else but its colors.

    ``size`` is the upload's, in bytes; ``side``: the most pixels that are wanted of a side, so that
    a large photograph need not be decoded whole. Raises :class:`NoPicture`.
    """
    if size > MOST_BYTES:
        raise NoPicture(_("This file is larger than 8 MB. A smaller copy of it will do."))
    _only_a_picture(upload)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd files, and of sizes below our own limit
            picture = Image.open(upload, formats=tuple(MOST_MEGAPIXELS))
            _measured(picture)
            picture.draft("RGB", (2 * side, 2 * side))
            return ImageOps.exif_transpose(picture).convert("RGBA")
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


def on_linen(picture: Image.Image) -> Image.Image:
    """Without transparency."""
    plain = Image.new("RGB", picture.size, LINEN)
    plain.paste(picture, mask=picture.getchannel("A"))
    return plain


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
