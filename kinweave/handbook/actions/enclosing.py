"""Pictures and files that people put into a book while they write, and taking them away."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.handbook import shelf
from kinweave.handbook.actions.writing import locked
from kinweave.handbook.models import Book, Enclosure, Picture
from kinweave.handbook.models.page import ALBUM
from kinweave.handbook.refusals import Full
from kinweave.handbook.rendering import keep_again
from kinweave.handbook.shelf import MOST_PICTURES, PICTURES
from kinweave.journal.actions import write
from kinweave.pages.paths import slug_of
from kinweave.people.models import Person
from kinweave.pictures import MOST_BYTES, Made

FOLDER = "files"
"""Where they lie in the book, as its pages name them."""
SHOWN = (*PICTURES, ".svg", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff", ".ico")
"""What people take for pictures; whether one is, is looked at then."""
_BEGIN = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")


def is_picture(called: str, begins: bytes) -> bool:
    """Whether somebody means a picture, by its name or by its first bytes."""
    return called.lower().endswith(SHOWN) or begins.startswith(_BEGIN)


def put_in(
    actor: Person, book: Book, *, upload: BinaryIO, size: int, called: str
) -> Picture | Enclosure:
    """Keep what somebody sends with the book, for all who may read it. A picture is made anew, and
    nothing else of its file is kept; a file stays as it is. What is there already is not kept
    twice. Raises :class:`NoPicture`, :class:`NoFile` or :class:`Full`, with nothing kept."""
    allowed(Viewer.of(actor.pk), "edit", book)
    begins = upload.read(16)
    upload.seek(0)
    if not is_picture(called, begins):
        return _put_file(actor, book, upload, called)
    made = ALBUM.read(upload, size)
    upload.seek(0)
    mark = sha256(upload.read(MOST_BYTES)).hexdigest()
    ALBUM.keep(made)
    try:
        row = _put_picture(actor, book, made, mark, called)
    except BaseException:
        ALBUM.discard_now(made.name)
        raise
    if row.name != made.name:
        ALBUM.discard_now(made.name)
    return row


@transaction.atomic
def _put_picture(actor: Person, book: Book, made: Made, mark: str, called: str) -> Picture:
    one = locked(book)
    allowed(Viewer.of(actor.pk), "edit", one)
    rows = Picture.objects.filter(book=one)
    if (there := rows.filter(mark=mark).first()) is not None:
        return there
    if rows.count() >= MOST_PICTURES:
        raise Full
    width, height = (int(side) for side in made.name.rpartition("-")[2].split("x"))
    whole = made.files[max(made.files)]
    row: Picture = Picture.objects.create(
        book=one, file=_free(one, called, "webp"), name=made.name, width=width, height=height,
        mark=mark, made=sha256(whole).hexdigest(),
    )  # fmt: skip
    return row


def _put_file(actor: Person, book: Book, upload: BinaryIO, called: str) -> Enclosure:
    whole = upload.read(shelf.MOST_BYTES + 1)
    mark = shelf.looked_at(called, whole)
    with transaction.atomic():
        one = locked(book)
        allowed(Viewer.of(actor.pk), "edit", one)
        rows = Enclosure.objects.filter(book=one)
        if (there := rows.filter(mark=mark).first()) is not None:
            return there
        if rows.count() >= shelf.MOST_FILES:
            raise Full
        name = _free(one, called, shelf.ending_of(called))
        row: Enclosure = Enclosure.objects.create(
            book=one, file=name, name=shelf.put(whole), size=len(whole), mark=mark
        )
    return row


@transaction.atomic
def take_away(actor: Person, kept: Picture | Enclosure, *, at: datetime) -> None:
    """Take a picture or a file away for good. Pages that name it say that it is lacking."""
    book = locked(kept.book)
    allowed(Viewer.of(actor.pk), "edit", book)
    gone, _rows = type(kept).objects.filter(pk=kept.pk, book=book).delete()
    if not gone:
        return
    if isinstance(kept, Picture):
        ALBUM.discard(kept.name)
    else:
        shelf.discard(kept.name)
    keep_again(book, kept.file)
    write("handbook.took_away", actor=actor, at=at, circle=book.circle, thing=book)


def _free(book: Book, called: str, ending: str) -> str:
    """What it is called in the book: as it was, in letters that any computer takes."""
    stem = slug_of(called.rpartition("/")[2].rpartition(".")[0]) or "file"
    taken = {
        *Picture.objects.filter(book=book).values_list("file", flat=True),
        *Enclosure.objects.filter(book=book).values_list("file", flat=True),
    }
    name, number = f"{FOLDER}/{stem}.{ending}", 1
    while name in taken:
        number += 1
        name = f"{FOLDER}/{stem}-{number}.{ending}"
    return name
