"""HTML becomes a PDF, and nothing is fetched for it."""

from __future__ import annotations

import re
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from kinweave.papers import pdf
from kinweave.papers.letters import FACES
from tests.papers.needs import PANGO

pytestmark = [pytest.mark.once, PANGO]


def inside(made: bytes) -> bytes:
    """What a PDF says, with its packed parts laid open."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    opened = []
    for one in packed:
        try:
            opened.append(zlib.decompress(one))
        except zlib.error:
            continue
    return b"\n".join((made, *opened))


def test_a_page_becomes_a_tagged_pdf_in_its_language() -> None:
    made = pdf('<html lang="es"><head><title>Hola</title></head><body><h1>Hola</h1></body></html>')
    assert made.startswith(b"%PDF-")
    said = inside(made)
    assert b"/MarkInfo" in said
    assert b"/Lang (es)" in said
    assert b"/H1" in said


def test_letters_of_each_file_are_drawn_from_that_file() -> None:
    faces = re.findall(r"font-family: (.*?); font-weight: (.*?); font-style: (.*?);", FACES)
    assert len(set(faces)) == len(faces) == FACES.count("@font-face")
    page = """<html lang="pl"><body style="font-family: Figtree, 'Figtree Further'">
    A day in <em>Łódź</em>: 5 €</body></html>"""
    names = {
        name.decode() for name in re.findall(rb"/BaseFont /[A-Z]+\+([\w-]+)", inside(pdf(page)))
    }
    assert names == {"Figtree", "Figtree-Italic", "Figtree-Further-Italic"}


def test_only_what_is_handed_over_is_read(tmp_path) -> None:
    asked: list[str] = []

    def fetch(url: str) -> tuple[bytes, str] | None:
        asked.append(url)
        return None

    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    page = f'<html><body><img src="file://{secret}" alt=""><img src="http://127.0.0.1:9/" alt="">'
    assert b"canary" not in pdf(page + "</body></html>", fetch=fetch)
    assert asked == [f"file://{secret}", "http://127.0.0.1:9/"]


def test_a_picture_as_it_is_kept_is_laid_in_as_jpeg_which_paper_knows() -> None:
    whole = BytesIO()
    Image.new("RGB", (80, 60), "red").save(whole, "WEBP")
    page = '<html lang="en"><body><img src="picture:1" alt="Red"></body></html>'
    made = inside(pdf(page, fetch=lambda _url: (whole.getvalue(), "image/webp")))
    assert made.count(b"/Subtype /Image") == 1
    assert b"/DCTDecode" in made
    broken = inside(pdf(page, fetch=lambda _url: (b"RIFF no picture", "image/webp")))
    assert b"/Subtype /Image" not in broken
    assert b"(Red)" in broken


def test_of_each_sheet_that_is_laid_out_is_told() -> None:
    heard: list[int] = []
    pdf("<p>One</p><p style='break-before: page'>Two</p>", told=heard.append)
    assert set(heard) == {1, 2}
    pdf("<p>Three</p>")
    assert set(heard) == {1, 2}


def test_half_a_picture_is_not_taken_for_a_whole_one_after_printing() -> None:
    pdf("<html><body><p>Hello</p></body></html>")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
