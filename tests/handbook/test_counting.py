"""What editors look through asks the database as often for many things as for few."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinweave.handbook import actions
from kinweave.handbook.models import Book, Embed, Page, Picture
from kinweave.jobs.models import State
from tests.gatherings.cast import AT, Cast, client_of

pytestmark = pytest.mark.django_db
FEW, MANY = 1, 6


@pytest.fixture(autouse=True)
def nothing_lies_there(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def fill(cast: Cast, book: Book, page: Page, count: int) -> Page:
    """So many pictures, files, places elsewhere, revisions and pages in another language."""
    said = {"width": 6, "height": 4, "mark": "", "made": ""}
    for number in range(count):
        name = f"{count}-{number}"
        Picture.objects.create(book=book, file=f"{name}.webp", name=name, **said)
        words = BytesIO(name.encode())
        actions.put_in(cast.stella, book, upload=words, size=9, called=f"{name}.txt")
        url = f"https://video.example/{name}"
        Embed.objects.create(
            book=book, url=url, title=name, state=State.DONE, next_attempt=AT, person=cast.stella
        )  # fmt: skip
        now = page.current
        assert now is not None
        text = f'{now.text}\n\n{{% embed url="{url}" %}}'
        page = actions.revise(cast.stella, page, based_on=now.number, text=text, at=AT)
        other = actions.begin(cast.stella, cast.circle, title=name, language="de", at=AT)
        there = actions.write_page(cast.stella, other, title=name, text="x", at=AT)
        there.book = other
        actions.translate(cast.stella, there, page)
    return page


@pytest.mark.parametrize(
    ("way", "word"),
    [
        ("kept/", ".webp"),
        ("pages/{}/embeds/", "video.example"),
        ("pages/{}/languages/", "That is no translation"),
        ("pages/{}/revisions/", "<option"),
        ("pages/{}/revisions/compared/", "<option"),
    ],
)
def test_a_list_asks_as_often_for_many_as_for_few(
    cast: Cast, book: Book, way: str, word: str, django_assert_num_queries: Any
) -> None:
    page = Page.objects.select_related("book", "current").get(book=book, path="soup")
    address = f"/handbooks/{book.slug}/-/{way.format(page.pk)}"
    client = client_of(cast.stella)
    page = fill(cast, book, page, FEW)
    few = client.get(address).content.decode().count(word)
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    fill(cast, book, page, MANY)
    with django_assert_num_queries(len(first)):
        many = client.get(address).content.decode().count(word)
    assert many > few
