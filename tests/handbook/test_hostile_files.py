"""What means harm in files, by each way in: uploaded, from an address, and by the command."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinweave.command.errors import RefusedError
from kinweave.command.handbook import bring
from kinweave.handbook import actions
from kinweave.handbook.models import Book, Bringing, Kind, Page
from kinweave.handbook.words import SAID, why
from kinweave.jobs.actions import run_due
from kinweave.pages import Kind as Said
from tests.gatherings.cast import AT, Cast, client_of
from tests.outside.far import Far, whole

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=6)

EVIL = """# Evil

<script>alert(1)</script><img src=x onerror=alert(1)><iframe src="https://far.example"></iframe>
[a](javascript:alert(1)) [b](JaVaScRiPt&colon;alert(1)) <a href="javascript:alert(1)">c</a>
![d](data:text/html,x) {% embed url="javascript:alert(1)" %} [e](file:///etc/passwd)
"""
GOOD = "# Ferry\n\nGood words."
HARM = ("<script>alert", "onerror=", "<iframe", 'href="javascript', 'href="file', 'src="data')
ODD = (
    '---\ntitle: "a\\0b\\ud800"\ndescription: "c\\0d\\uDC00"\nmore: "e\\0f\\ud800"\n---\n\n# Odd\n'
)


def a_zip(files: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as into:
        for name, words in files.items():
            into.writestr(name, words)
    return made.getvalue()


def spoilt(how: int) -> bytes:
    """A zip of which one page cannot be unpacked."""
    made = a_zip({"README.md": GOOD, "bad.md": "A page that cannot be unpacked. " * 9}, how)
    at = made.rindex(b"bad.md", 0, made.index(b"PK\1\2")) + 16
    return made[:at] + bytes(one ^ 0x5A for one in made[at : at + 9]) + made[at + 9 :]


def packed(how: int) -> bytes:
    """A zip of which one page is packed in another way, so that few bytes become very many."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("README.md", GOOD)
        into.writestr("bad.md", b"0" * 9_000_000, how)
    return made.getvalue()


def locked_away() -> bytes:
    """A zip that says of its second page that it wants a password."""
    made = bytearray(a_zip({"README.md": GOOD, "bad.md": "x"}))
    for sign, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        made[made.rindex(sign) + flags] |= 1
    return bytes(made)


CASES: dict[str, tuple[bytes, set[Said]]] = {
    "markup": (a_zip({"README.md": GOOD, "bad.md": EVIL}), {Said.DEAD_LINK}),
    "nesting": (
        a_zip(
            {
                "README.md": GOOD,
                "q.md": "> " * 500_000,
                "l.md": "[" * 1_000_000,
                "h.md": "{% hint %}\n" * 90_000,
                "e.md": "<b>" * 330_000,
            }
        ),
        {Said.TOO_LONG},
    ),
    "bomb": (a_zip({"README.md": GOOD, "bad.md": b"0" * 60_000_000}), {Said.TOO_LARGE}),
    "climbing": (
        a_zip(
            {
                "README.md": GOOD,
                "../up.md": "x",
                "/top.md": "x",
                "a/../../b.md": "x",
                "a\\c.md": "x",
                "C:/d.md": "x",
            }
        ),
        {Said.REFUSED},
    ),
    "looping": (
        a_zip(
            {
                "README.md": GOOD,
                "a.md": "# A",
                "SUMMARY.md": "* [G](README.md)\n* [A](a.md)\n  * [A](a.md)\n"
                "    * [S](SUMMARY.md)\n* [N](n.md)\n",
            }
        ),
        {Said.LISTED_TWICE, Said.LISTED_NOT_THERE},
    ),
    "one address": (
        a_zip({"README.md": GOOD, "A b.md": "", "a-b.md": "", "a_b/README.md": ""}),
        {Said.SAME_ADDRESS},
    ),
    "binary": (
        a_zip({"README.md": GOOD, "bad.md": b"\x89PNG\r\n\x1a\n\0" + bytes(range(256))}),
        {Said.NO_TEXT},
    ),
    "letters": (
        a_zip(
            {
                "README.md": GOOD,
                "a.md": "# Café".encode("cp1252"),
                "b.md": "# Nul\0l und ÿ".encode("utf-16"),
                "c.md": b"\xff\xfe\x00\xd8\x41",
            }
        ),
        {Said.OTHER_LETTERS},
    ),
    "front matter": (a_zip({"README.md": GOOD, "a.md": ODD}), set()),
    "settings": (
        a_zip(
            {
                "mkdocs.yml": r"""nav:
- "a\0b": a.md
- "c\0d": [b.md]
- "e\ud800": https://far.example/
- f: "https://far.example/\0"
""",
                "docs/a.md": "",
                "docs/b.md": "",
                "docs/index.md": GOOD,
            }
        ),
        set(),
    ),
    "long names": (
        a_zip(
            {
                "README.md": "# Ferry\n\nGood words. [a](<" + "f" * 250 + ".pdf>)",
                f"{'n' * 301}.md": "x",
                f"{'d/' * 200}x.md": "x",
                f"{'a' * 90}/{'b' * 90}/{'c' * 90}/{'d' * 20}.md": "x",
                f"{'A' * 90}/{'b' * 90}/{'c' * 90}/{'d' * 20}.md": "x",
                "f" * 250 + ".pdf": "%PDF-1.7",
                "p" * 290 + ".png": "x",
            }
        ),
        {Said.LONG_NAME, Said.SAME_ADDRESS, Said.NO_PICTURE},
    ),
    "long titles": (
        a_zip(
            {
                "README.md": GOOD,
                "a.md": "# " + "t" * 9_000 + "\n\n## " + "h" * 9_000,
                "SUMMARY.md": f"* [G](README.md)\n* [{'s' * 9_000}](a.md)\n* {'p' * 9_000}\n"
                f"* [{'l' * 900}](https://far.example/{'l' * 9_000})\n",
                "b.md": f"---\ndescription: {'d' * 9_000}\ntitle: {'e' * 9_000}\n---\nx",
            }
        ),
        {Said.LISTED_NOT_THERE, Said.NOT_LISTED},
    ),
    "deflated wrongly": (spoilt(zipfile.ZIP_DEFLATED), {Said.NO_TEXT}),
    "packed in a rare way": (packed(zipfile.ZIP_BZIP2), {Said.LOCKED}),
    "a password": (locked_away(), {Said.LOCKED}),
}


NO_BOOKS = {
    "nothing": b"",
    "cut off": a_zip({"README.md": GOOD})[:40],
    "something else": b"\0" * 99,
    "without a page": a_zip({"a.txt": "x"}),
}


@dataclass
class Ways:
    """The three ways in. Each returns the book and what is said of what came of it."""

    cast: Cast
    far: Far
    at: Path
    capsys: pytest.CaptureFixture[str]

    def uploaded(self, file: bytes) -> tuple[Book, str]:
        return self._asked(file=SimpleUploadedFile("b.zip", file))

    def fetched(self, file: bytes) -> tuple[Book, str]:
        self.far.answers["/b.zip"] = whole(file)
        return self._asked(address="https://git.example/b.zip")

    def by_command(self, file: bytes) -> tuple[Book, str]:
        (self.at / "b.zip").write_bytes(file)
        bring(self.at / "b.zip", book="ferry", circle="riverbend")
        return Book.objects.get(), self.capsys.readouterr().out

    def _asked(self, **sent: Any) -> tuple[Book, str]:
        book = actions.begin(self.cast.stella, self.cast.circle, title="Ferry", at=AT)
        client = client_of(self.cast.stella)
        answer = client.post(f"/handbooks/{book.slug}/-/bringing/", sent)
        assert answer.status_code == 302
        run_due(LATER, Bringing)
        return book, unescape(client.get(answer["Location"]).content.decode())


@pytest.fixture
def ways(cast: Cast, far: Far, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ways:
    return Ways(cast, far, tmp_path, capsys)


@pytest.mark.parametrize("way", [Ways.uploaded, Ways.fetched, Ways.by_command])
@pytest.mark.parametrize("case", CASES)
def test_the_good_page_comes_in_and_what_is_wrong_is_said(
    ways: Ways, case: str, way: Callable[[Ways, bytes], tuple[Book, str]]
) -> None:
    file, kinds = CASES[case]
    book, said = way(ways, file)
    reader = client_of(ways.cast.ada)
    assert "Good words." in read(reader, book)
    assert [kind for kind in kinds if str(SAID[kind]) not in said] == []
    for page in Page.objects.filter(book=book, kind=Kind.PAGE).select_related("book"):
        shown = read(reader, page)
        assert [harm for harm in HARM if harm in shown.lower()] == []


def read(reader: Client, there: Book | Page) -> str:
    """What a page says, without what stands around it."""
    answer = reader.get(there.get_absolute_url())
    assert answer.status_code == 200
    return str(answer.content.decode().partition("<main")[2].partition("</main")[0])


@pytest.mark.parametrize("way", [Ways.uploaded, Ways.fetched])
@pytest.mark.parametrize("file", NO_BOOKS)
def test_what_is_no_book_is_said_and_what_was_there_stays(
    ways: Ways, book: Book, file: str, way: Callable[[Ways, bytes], tuple[Book, str]]
) -> None:
    into, said = way(ways, NO_BOOKS[file])
    assert why("no book") in said
    assert not Page.objects.filter(book=into).exists()
    assert Page.objects.filter(book=book, gone_at=None).count() == 2


@pytest.mark.parametrize("file", NO_BOOKS)
def test_the_command_begins_nothing_for_what_is_no_book(ways: Ways, file: str) -> None:
    with pytest.raises(RefusedError, match="no page of Markdown"):
        ways.by_command(NO_BOOKS[file])
    assert not Book.objects.exists()
