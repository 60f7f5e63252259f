"""A page that refers to another calls it as that is called; what is kept is made anew in time."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from kinweave.binding.leaves import Wanted, fingerprint, leaves_of, pictures_in
from kinweave.binding.models import Extent, Format
from kinweave.binding.volume import volume_of
from kinweave.handbook import actions
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Page, Rendered
from kinweave.handbook.rendering import EDITION, keep_anew, shown
from kinweave.handbook.taking_along import as_zip
from kinweave.pages import Zip
from tests.gatherings.cast import AT, Cast, client_of

pytestmark = pytest.mark.django_db

REFERS = """# Menu

{% content-ref url="soup.md" %}
[soup.md](soup.md)
{% endcontent-ref %}

{% content-ref url="lost.md" %}
[Bread, one day](lost.md)
{% endcontent-ref %}

[soup.md](soup.md)
"""


@pytest.fixture
def soup(book: Book) -> Page:
    return Page.objects.select_related("book", "current").get(book=book, path="soup")


@pytest.fixture
def menu(cast: Cast, book: Book) -> Page:
    return actions.write_page(cast.stella, book, title="Menu", text=REFERS, at=AT)


def said(client: Client, page: Page) -> str:
    return client.get(page.get_absolute_url()).content.decode().partition("<article")[2]


def link(page: Page, words: str) -> str:
    return f'<a href="{page.get_absolute_url()}" class="titled">{words}</a>'


def test_it_says_what_the_other_page_is_called_and_so_at_once_when_that_is_another(
    cast: Cast, soup: Page, menu: Page, django_assert_num_queries: Any
) -> None:
    ada = client_of(cast.ada)
    assert link(soup, "Soup") in said(ada, menu)
    assert ">Bread, one day</a>" in said(ada, menu), "nobody has written that page"
    assert f'<a href="{soup.get_absolute_url()}">soup.md</a>' in said(ada, menu), "a plain link"
    actions.revise(
        cast.stella, soup, based_on=1, title="Broth & <b>bones</b>", text="# Broth", at=AT
    )
    named = link(soup, "Broth &amp; &lt;b&gt;bones&lt;/b&gt;")
    with django_assert_num_queries(8):  # one of them for the page that is not there
        assert named in said(ada, menu)
    short = REFERS.replace("lost.md", "soup.md")
    actions.revise(cast.stella, menu, based_on=1, text=short, at=AT)
    with django_assert_num_queries(7):
        assert said(ada, menu).count(named) == 2


def test_it_says_so_of_a_page_that_moved_and_not_of_one_that_is_out(
    cast: Cast, soup: Page, menu: Page
) -> None:
    ada, before = client_of(cast.ada), link(soup, "Soup")
    kitchen = actions.write_page(cast.stella, soup.book, title="Kitchen", text="x", at=AT)
    actions.move(cast.stella, soup, parent=kitchen, at=AT)
    assert before in said(ada, menu)
    actions.take_out(cast.stella, soup, at=AT)
    assert ">soup.md</a>" in said(ada, menu)
    assert "Soup" not in said(ada, menu).partition("</article")[0]


def test_so_do_the_look_before_the_page_beside_its_translation_and_the_bound_book(
    cast: Cast, soup: Page, menu: Page
) -> None:
    stella = client_of(cast.stella)
    typed = {"title": "Menu", "text": REFERS, "based_on": 1, "preview": "1"}
    way = f"/handbooks/{soup.book.slug}/-/pages/{menu.pk}/"
    assert link(soup, "Soup") in stella.post(f"{way}words/", typed).content.decode()
    other = actions.begin(cast.stella, cast.circle, title="Wie", language="de", at=AT)
    page = actions.write_page(cast.stella, other, title="Karte", text=REFERS, at=AT)
    drunk = actions.write_page(cast.stella, other, title="Suppe", slug="soup", text="x", at=AT)
    actions.translate(cast.stella, page, menu)
    beside = stella.get(f"{way}beside/{page.pk}/").content.decode()
    assert link(soup, "Soup") in beside
    assert link(drunk, "Suppe") in beside
    wanted = Wanted(Extent.PAGE, Format.PDF, menu.pk)
    leaves = leaves_of(menu.book, words=True)
    made = volume_of(menu.book, leaves, wanted, at=AT, nested=False, told=lambda _n, _of: None)
    links = [one.text for one in made.chapters[menu.pk].body.iter("a")]
    assert links == ["Soup", "Bread, one day", "soup.md"]
    was = fingerprint(menu.book, leaves, pictures_in(menu.book), wanted)
    Page.objects.filter(pk=soup.pk).update(title="Broth")
    now = fingerprint(menu.book, leaves_of(menu.book), pictures_in(menu.book), wanted)
    assert was != now, "what is bound calls the other page by its name too"


def test_it_goes_out_and_comes_in_as_it_was_written(cast: Cast, menu: Page) -> None:
    pages = list(Page.objects.filter(book=menu.book).select_related("current"))
    other = actions.begin(cast.stella, cast.circle, title="Other", at=AT)
    out = b"".join(as_zip(menu.book, pages))
    bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    came = Page.objects.select_related("current").get(book=other, path="menu")
    assert came.current is not None
    assert came.current.text == REFERS.strip("\n")


def test_what_an_earlier_edition_kept_is_not_shown_and_made_anew(
    cast: Cast, soup: Page, menu: Page, django_assert_num_queries: Any
) -> None:
    ada = client_of(cast.ada)
    rows = Rendered.objects.filter(revision=menu.current)
    rows.update(edition=0, html="<p>As it was made once</p>")
    Rendered.objects.filter(revision=soup.current).delete()
    assert link(soup, "Soup") in said(ada, menu)
    assert rows.get().edition == 0, "reading writes nothing"
    assert keep_anew(AT) == 2
    assert keep_anew(AT) == 0
    assert 'class="titled"' in rows.get().html
    assert Rendered.objects.filter(revision=soup.current).exists()
    with django_assert_num_queries(8):
        assert link(soup, "Soup") in said(ada, menu)


EVERYTHING = (
    REFERS
    + """
## Two {#2}

### Deep *words* <a href="#x" id="x"></a>

{% hint style="warning" %}
- [x] a `b` ~~c~~[^1]
{% endhint %}

{% tabs %}
{% tab title="T" %}
1. [a](a/b.md#c "d") ![e](f.png)
{% endtab %}
{% endtabs %}

{% embed url="https://far.example/%20" %}
{% file src="g.pdf" %}

| h | i |
| --- | ---: |
| j | https://far.example/k |

<figure><img src="l.png" alt="m"><figcaption><p>n</p></figcaption></figure>
<details><summary>o</summary>

> p <mark>q</mark>

</details>

```python
r
```

[^1]: s

!!! note "t *u*"
    v

??? danger
    w

=== "x"
    y
"""
)


def test_whoever_changes_what_a_text_becomes_raises_the_edition(book: Book) -> None:
    html = shown(book, "README.md", EVERYTHING, {}).html
    mark = sha256(html.encode()).hexdigest()[:12]
    assert (EDITION, mark) == (2, "ff8ddea94c61"), (
        "pages that are kept are made anew with another EDITION"
    )
