"""Where files lie that go along with a book, and which kinds of files these may be.

They are kept as they came, so nothing of them is ever shown by this site: a browser gets them as a
download. What a computer would run on opening is not taken, whatever it is called.
"""

from __future__ import annotations

import secrets
import zipfile
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

PLACE = "handbook-files"
MOST_BYTES = 8_000_000
MOST_FILES, MOST_PICTURES = 500, 1_000
"""Of one book."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""These are pictures, which :mod:`kinweave.pictures` makes anew."""

_PDF, _ZIP, _OGG, _TEXT = b"%PDF-", b"PK\x03\x04", b"OggS", b""
KINDS: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", _PDF),
    "epub": ("application/epub+zip", _ZIP),
    "odt": ("application/vnd.oasis.opendocument.text", _ZIP),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    "odp": ("application/vnd.oasis.opendocument.presentation", _ZIP),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _ZIP),
    "txt": ("text/plain; charset=utf-8", _TEXT),
    "csv": ("text/csv; charset=utf-8", _TEXT),
    "ics": ("text/calendar; charset=utf-8", _TEXT),
    "mp3": ("audio/mpeg", b"ID3"),
    "ogg": ("audio/ogg", _OGG),
    "oga": ("audio/ogg", _OGG),
    "opus": ("audio/ogg", _OGG),
    "flac": ("audio/flac", b"fLaC"),
}
"""By the end of the name: the media type, and with what such a file begins."""

_WORDS = {"txt", "csv", "ics"}
_SOUND = {b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"}
"""Sound alone, without words about it before."""
_RUN = ("vbaproject.bin", "meta-inf/manifest.mf")
"""What in a packed document would be run."""


class NoFile(ValueError):
    """Cannot be kept. ``args[0]`` says why, in words."""


def ending_of(file: str) -> str:
    """The end of a file's name, in small letters."""
    return file.rpartition("/")[2].rpartition(".")[2].lower()


def media_type_of(file: str) -> str:
    """Of a file that is kept."""
    return KINDS.get(ending_of(file), ("application/octet-stream", b""))[0]


def is_known(file: str) -> bool:
    """Whether it could be kept, by its name."""
    return ending_of(file) in KINDS


def looked_at(file: str, whole: bytes) -> str:
    """The mark of a file that may be kept. Raises :class:`NoFile`."""
    if len(whole) > MOST_BYTES:
        raise NoFile(_("This file is larger than 8 MB. A smaller copy of it will do."))
    ending = ending_of(file)
    if ending not in KINDS:
        raise NoFile(
            _("Files of this kind are not kept here. PDF, EPUB, OpenDocument, Word, Excel, "
              "PowerPoint, plain text, CSV, calendars, MP3, Ogg and FLAC are.")
        )  # fmt: skip
    begins = KINDS[ending][1]
    fits = whole.startswith(begins) or (ending == "mp3" and whole[:2] in _SOUND)
    if not whole or not fits or (ending in _WORDS and b"\0" in whole):
        raise NoFile(_("What is in this file is not what its name says."))
    if begins == _ZIP and _would_run(whole):
        raise NoFile(_("There is a program in this document. A copy without it will do."))
    return sha256(whole).hexdigest()


def _would_run(whole: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(whole)) as packed:
            return any(one.lower().endswith(_RUN) for one in packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NoFile(_("What is in this file is not what its name says.")) from error


def path_of(name: str) -> Path:
    """Where a file lies."""
    return Path(settings.MEDIA_ROOT) / PLACE / name


def put(whole: bytes) -> str:
    """Write it; its name. It belongs to nobody until a row names it."""
    name = secrets.token_hex(16)
    path_of(name).parent.mkdir(parents=True, exist_ok=True)
    path_of(name).write_bytes(whole)
    return name


def discard(name: str) -> None:
    """Take a file away for good, once it is certain that nothing refers to it any more."""
    transaction.on_commit(lambda: path_of(name).unlink(missing_ok=True))


def forget_strays(named: Collection[str], before: datetime) -> int:
    """Remove files older than ``before`` that no row names. How many."""
    moment = before.timestamp()
    lie = [path for path in path_of("").glob("*") if path.name not in named]
    strays = [path for path in lie if path.stat().st_mtime < moment]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)
