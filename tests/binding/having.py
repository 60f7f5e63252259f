"""What people do to have a book as a file."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

from django.test import Client

from kinweave.binding.models import Bound
from kinweave.handbook.models import Book, Page
from kinweave.jobs.actions import run_due
from kinweave.people.models import Person
from tests.gatherings.cast import AT, client_of

LATER = AT + timedelta(days=3650)


def asking(reader: Person | None) -> Client:
    """Somebody's browser; with nobody, a stranger's."""
    return client_of(reader) if reader else Client()


def door(book: Book, page: Page | None = None) -> str:
    """Where a book, or a page of it, is had as a file."""
    within = f"pages/{page.pk}/" if page else ""
    return f"/handbooks/{book.slug}/-/{within}bound/"


def see(reader: Person | None, address: str) -> str:
    """A page as somebody reads it."""
    answer = asking(reader).get(address, follow=True)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def ask(
    reader: Person | None, address: str, extent: str = "book", kind: str = "epub", **more: str
) -> Any:
    """Press the button; the answer that follows."""
    told = {"extent": extent, "format": kind, **more}
    return asking(reader).post(address, told, follow=True)


def work() -> None:
    """A worker comes by."""
    run_due(LATER, Bound)


def fetched(reader: Person | None, address: str) -> bytes:
    """A file, to its last byte."""
    answer: Any = asking(reader).get(address)  # streams, which Django's types of it leave out
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)


def epub_of(
    reader: Person | None, book: Book, page: Page | None = None, extent: str = "book"
) -> bytes:
    """Asked for, made and fetched."""
    ask(reader, door(book, page), extent)
    work()
    return fetched(reader, f"{door(book, page)}{extent}.epub")
