"""Beginning a book, and changing what it says of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from kinweave.access import Audience, Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.handbook.models import Book
from kinweave.handbook.wanting import to_read_again
from kinweave.journal.actions import write
from kinweave.people.models import Person

CHANGED = ("title", "about", "audience", "licence", "credit", "language")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_TRIES = 5


@transaction.atomic
def begin(
    actor: Person,
    circle: Circle,
    *,
    title: str,
    audience: str = Audience.CIRCLE,
    licence: str = "CC-BY-SA-4.0",
    language: str = "en",
    about: str = "",
    credit: str = "",
    at: datetime,
) -> Book:
    """A book without pages."""
    allowed(Viewer.of(actor.pk), "begin a book", circle)
    said = {"title": title, "audience": audience, "licence": licence, "language": language}
    more = {"about": about, "credit": credit, "begun_by": actor, "begun_at": at}
    book = new_book(circle, slug=slugify(title), **said, **more)
    write("handbook.begun", actor=actor, at=at, circle=circle, thing=book)
    return book


def new_book(circle: Circle, *, slug: str, **fields: Any) -> Book:
    """A row, at an address that is free. One that is not looks the same as one with chance letters:
    nobody is told of a book that they do not see."""
    base = slug[:48].strip("-") or "book"
    for _try in range(_TRIES):
        taken = Book.objects.filter(slug=base).exists()
        chosen = f"{base}-{get_random_string(5, _LETTERS)}" if taken else base
        try:
            with transaction.atomic():
                return Book.objects.create(circle=circle, slug=chosen, **fields)
        except IntegrityError:
            continue
    raise RuntimeError("no address was free")


@transaction.atomic
def change(actor: Person, book: Book, *, at: datetime, **said: str) -> Book:
    """What it says of itself, and for whom it is."""
    one = Book.objects.select_for_update().select_related("circle").get(pk=book.pk)
    allowed(Viewer.of(actor.pk), "edit", one)
    before, language = one.audience, one.language
    for name in CHANGED:
        setattr(one, name, said.get(name, getattr(one, name)))
    one.save()
    if one.language != language:
        to_read_again(one, at)
    if one.audience != before:
        write("handbook.opened", actor=actor, at=at, circle=one.circle, thing=one)
    return one
