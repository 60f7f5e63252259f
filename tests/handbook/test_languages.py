"""A page in other languages: the two lead to each other, and are read side by side."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kinweave.access import Audience
from kinweave.circles.actions import found
from kinweave.circles.models import Scale
from kinweave.demo.harbor import harbor
from kinweave.handbook import actions
from kinweave.handbook.models import Book, Enclosure, Page, Picture
from kinweave.handbook.models.page import ALBUM, LARGE
from kinweave.handbook.showing import in_rows
from tests.gatherings.cast import AT, Cast, client_of

pytestmark = pytest.mark.django_db
TEXT = "# Soup\n\nHot.\n\n## Salt\n\nA little[^1].\n\n[^1]: Coarse."
SUPPE = "# Suppe\n\nHeiß.\n\n## Salz\n\nWenig[^1].\n\n[^1]: Grob."


@pytest.fixture
def soup(cast: Cast, book: Book) -> Page:
    page = Page.objects.select_related("book", "current").get(book=book, path="soup")
    return actions.revise(cast.stella, page, based_on=1, text=TEXT, at=AT)


@pytest.fixture
def suppe(cast: Cast) -> Page:
    other = actions.begin(cast.stella, cast.circle, title="Wie", language="de", at=AT)
    actions.write_page(cast.stella, other, title="Anfang", text="# Anfang", at=AT)
    page = actions.write_page(cast.stella, other, title="Suppe", text=SUPPE, at=AT)
    page.book = other
    return page


def ways(page: Page) -> str:
    return f"/handbooks/{page.book.slug}/-/pages/{page.pk}/languages/"


def beside(page: Page, other: Page) -> str:
    return f"/handbooks/{page.book.slug}/-/pages/{page.pk}/beside/{other.pk}/"


def read(who: Any, way: str) -> str:
    answer = client_of(who).get(way)
    assert answer.status_code == 200, way
    return answer.content.decode().partition("<body")[2]


def test_an_editor_says_what_a_page_translates_and_both_lead_to_each_other(
    cast: Cast, soup: Page, suppe: Page
) -> None:
    stella = client_of(cast.stella)
    said = stella.get(ways(suppe)).content.decode()
    assert f'<option value="{soup.pk}">Soup</option>' in said
    stella.post(ways(suppe), {"original": soup.pk})
    for page, other in ((soup, suppe), (suppe, soup)):
        answer = client_of(cast.ada).get(page.get_absolute_url()).content.decode()
        assert f'href="{other.get_absolute_url()}"' in answer
        assert f'href="{beside(page, other)}"' in answer
    assert "Translations of it" in read(cast.stella, ways(soup))
    stella.post(ways(soup), {"alone": suppe.pk})
    answer = client_of(cast.ada).get(soup.get_absolute_url()).content.decode()
    assert "Suppe" not in answer


def test_both_are_read_part_by_part_and_an_anchor_stands_once(
    cast: Cast, soup: Page, suppe: Page
) -> None:
    actions.translate(cast.stella, suppe, soup)
    said = read(cast.ada, beside(soup, suppe))
    assert said.count('class="pair"') == 3, "names, and two parts"
    assert said.count('rel="license') == 2, "of either book"
    assert 'lang="de"' in said
    assert said.count('id="fn1"') == said.count('id="other-fn1"') == 1
    assert 'href="#other-fn1"' in said


def test_what_changed_in_the_original_is_shown_until_the_translation_caught_up(
    cast: Cast, soup: Page, suppe: Page
) -> None:
    actions.translate(cast.stella, suppe, soup)
    assert "has changed since" not in read(cast.ada, beside(suppe, soup))
    actions.revise(cast.stella, soup, based_on=2, text=TEXT.replace("Hot", "Warm"), at=AT)
    for way in (beside(suppe, soup), beside(soup, suppe)):
        said = read(cast.ada, way)
        assert "What changed in the original" in said
        assert "lines with + came" in said
        assert "Warm." in said.partition("<ins>")[2]
    stella = client_of(cast.stella)
    stella.post(ways(suppe), {"original": soup.pk})
    assert "has changed since" not in read(cast.ada, beside(suppe, soup))


def test_who_may_not_read_what_a_page_said_before_does_not_learn_it_beside(
    cast: Cast, book: Book, soup: Page, suppe: Page
) -> None:
    actions.translate(cast.stella, suppe, soup)
    for one in (book, suppe.book):
        actions.change(cast.stella, one, audience=Audience.PUBLIC, at=AT)
    actions.revise(cast.stella, soup, based_on=2, text=TEXT.replace("Hot", "Warm"), at=AT)
    said = read(cast.sol, beside(suppe, soup))
    assert "has changed since" in said
    assert "Hot." not in said


def test_a_translation_that_is_not_for_somebody_is_not_named(
    cast: Cast, book: Book, soup: Page, suppe: Page
) -> None:
    actions.translate(cast.stella, suppe, soup)
    actions.change(cast.stella, book, audience=Audience.PUBLIC, at=AT)
    assert "Suppe" not in read(cast.sol, soup.get_absolute_url())
    assert client_of(cast.sol).get(beside(soup, suppe)).status_code == 404


def test_nobody_puts_a_page_of_theirs_beside_a_page_of_others(
    cast: Cast, book: Book, soup: Page
) -> None:
    """It would stand on that page, for all who read it."""
    actions.change(cast.stella, book, audience=Audience.PUBLIC, at=AT)
    elsewhere = found(cast.sol, name="Elsewhere", scale=Scale.CONGREGATION, at=AT)
    own = actions.begin(cast.sol, elsewhere, title="Anders", language="de", at=AT)
    page = actions.write_page(cast.sol, own, title="Suppe", text="x", at=AT)
    page.book = own
    assert client_of(cast.sol).post(ways(page), {"original": soup.pk}).status_code == 403
    way = f"/handbooks/{own.slug}/-/new/?of={soup.pk}"
    assert client_of(cast.sol).get(way).status_code == 403, "before anything is typed"
    page.refresh_from_db()
    assert page.original is None


def test_a_page_translates_neither_its_own_language_nor_its_translation(
    cast: Cast, book: Book, soup: Page, suppe: Page
) -> None:
    stella = client_of(cast.stella)
    first = Page.objects.get(book=book, path="")
    said = stella.post(ways(soup), {"original": first.pk}, follow=True).content.decode()
    assert "in the same language" in said
    actions.translate(cast.stella, suppe, soup)
    said = stella.post(ways(soup), {"original": suppe.pk}, follow=True).content.decode()
    assert "stays the original" in said


def test_a_translation_of_a_translation_is_one_of_the_original(
    cast: Cast, soup: Page, suppe: Page
) -> None:
    actions.translate(cast.stella, suppe, soup)
    third = actions.begin(cast.stella, cast.circle, title="Como", language="es", at=AT)
    sopa = actions.write_page(cast.stella, third, title="Sopa", text="# Sopa", at=AT)
    sopa.book = third
    assert actions.translate(cast.stella, sopa, suppe).original == soup
    assert "Sopa (español)" in read(cast.ada, suppe.get_absolute_url())


def test_a_translation_is_begun_from_the_page_with_its_words(
    cast: Cast, soup: Page, suppe: Page
) -> None:
    stella = client_of(cast.stella)
    other = actions.begin(cast.stella, cast.circle, title="Como", language="es", at=AT)
    assert f"/{other.slug}/-/new/?of={soup.pk}" in stella.get(ways(soup)).content.decode()
    way = f"/handbooks/{other.slug}/-/new/?of={soup.pk}"
    assert "Coarse." in stella.get(way).content.decode()
    stella.post(way, {"title": "Sopa", "text": "# Sopa", "why": ""})
    assert Page.objects.get(book=other).original == soup
    assert suppe.original is None


def test_pictures_and_files_of_the_original_come_along(
    cast: Cast, book: Book, soup: Page, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    for called in ("rules.txt", "other.txt"):
        words = BytesIO(called.encode())
        actions.put_in(cast.stella, book, upload=words, size=9, called=called)
    drawn = harbor()
    actions.put_in(
        cast.stella, book, upload=drawn, size=drawn.getbuffer().nbytes, called="h.png"
    )  # fmt: skip
    text = 'x\n\n![H](files/h.webp)\n\n{% file src="files/rules.txt" %}'
    actions.revise(cast.stella, soup, based_on=2, text=text, at=AT)
    other = actions.begin(cast.stella, cast.circle, title="Como", language="es", at=AT)
    way = f"/handbooks/{other.slug}/-/new/?of={soup.pk}"
    stella = client_of(cast.stella)
    begun = stella.get(way).context["form"].initial["text"]
    looked = stella.post(way, {"title": "Sopa", "text": begun, "preview": "1"}).content.decode()
    assert f"/handbooks/{book.slug}/-/pictures/" in looked
    stella.post(way, {"title": "Sopa", "text": begun, "why": ""})
    assert list(Enclosure.objects.filter(book=other).values_list("file", flat=True)) == [
        "files/rules.txt"
    ]
    ours, theirs = (Picture.objects.get(book=one) for one in (other, book))
    assert ours.name != theirs.name
    assert f"/-/pictures/{ours.pk}/" in read(cast.ada, other.get_absolute_url())
    shown = client_of(cast.ada).get(f"/handbooks/{other.slug}/-/pictures/{ours.pk}/")
    assert b"".join(shown) == ALBUM.path_of(theirs.name, LARGE).read_bytes()


def test_pages_that_differ_in_their_parts_stand_beside_each_other_whole() -> None:
    one = '<h2 id="h-a">A</h2><h2 id="h-b">B</h2>'
    assert len(in_rows((one, ["h-a", "h-b"]), (one, ["h-a", "h-b"]))) == 3
    assert len(in_rows((one, ["h-a", "h-b"]), (one, ["h-a"]))) == 1
    within = f"<div>{one}</div>"
    assert len(in_rows((within, ["h-a", "h-b"]), (within, ["h-a", "h-b"]))) == 1
