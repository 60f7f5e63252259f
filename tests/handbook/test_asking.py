"""A book answers those who may read it, of pages that are in it now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from kinweave.access import Audience, Viewer
from kinweave.command.handbook import run
from kinweave.handbook import actions
from kinweave.handbook.asking import ask, understand_all
from kinweave.handbook.models import Book, Meaning, Page
from kinweave.handbook.views.asking import answered
from kinweave.handbook.wanting import want_what_lacks
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.meaning import installed
from tests.gatherings.cast import AT, Cast, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_meaning")]
QUESTION = "How long does the chestnut soup simmer?"
TEXT = "# Soup\n\n## At the stove\n\nThe chestnut soup simmers for ninety minutes."


@pytest.fixture
def soup(cast: Cast, book: Book) -> Page:
    page = Page.objects.select_related("book", "current").get(book=book, title="Soup")
    assert page.current is not None
    return actions.revise(cast.stella, page, based_on=page.current.number, text=TEXT, at=AT)


def test_a_member_is_answered_and_a_stranger_learns_nothing(
    cast: Cast, book: Book, soup: Page
) -> None:
    told = answered(Viewer.of(cast.ada.pk), book, QUESTION)
    assert "ninety minutes" in told
    assert f"{soup.get_absolute_url()}#h-at-the-stove" in told
    nothing = answered(Viewer.public(), book, QUESTION)
    assert "hestnut" not in nothing.replace(QUESTION, "")
    assert nothing == answered(Viewer.public(), book, "Where is the moon?")


def test_a_change_of_audience_or_of_words_is_known_at_once(
    cast: Cast, book: Book, soup: Page
) -> None:
    actions.change(cast.stella, book, audience=Audience.PUBLIC, at=AT)
    assert "ninety" in ask(Viewer.public(), book, QUESTION).text
    actions.change(cast.stella, book, audience=Audience.CIRCLE, at=AT)
    assert ask(Viewer.public(), book, QUESTION).excerpts == ()
    soup.refresh_from_db()
    assert soup.current is not None
    actions.revise(cast.stella, soup, based_on=soup.current.number, text="# Soup", at=AT)
    member = ask(Viewer.of(cast.ada.pk), book, QUESTION)
    assert "ninety" not in str(member)


def test_a_stranger_asks_a_few_questions_a_minute_and_a_member_as_they_like(
    cast: Cast, book: Book, soup: Page, client: Client
) -> None:
    actions.change(cast.stella, book, audience=Audience.PUBLIC, at=AT)
    address = f"{soup.get_absolute_url().rstrip('/')}.md"
    asked = [client.get(address, {"ask": QUESTION}) for _number in range(12)]
    assert [one.status_code for one in asked] == [200] * 10 + [429] * 2
    assert "ninety" in asked[0].content.decode()
    assert client.get(address).status_code == 200, "reading is not asking"
    member = client_of(cast.ada)
    assert {member.get(address, {"ask": QUESTION}).status_code for _number in range(12)} == {200}


def test_only_what_a_page_says_now_has_a_meaning(soup: Page) -> None:
    kept = Meaning.objects.filter(revision__page=soup).values_list("revision", flat=True)
    soup.refresh_from_db()
    assert list(kept) == [soup.current_id]


@pytest.mark.usefixtures("soup")
def test_the_command_answers_each_line_with_one_of_json(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text(f"{QUESTION}\n\nWho is the king of Norway?\n", encoding="utf-8")
    run(["ask", book.slug, "--file", str(questions), "--json"])
    said = capsys.readouterr()
    found = [json.loads(line) for line in said.out.splitlines()]
    if installed():
        assert "2 of 2 pages" in said.err
        run(["ask", book.slug, QUESTION])
        assert "pages" not in capsys.readouterr().err, "they are kept"
    assert [one["answered"] for one in found] == [True, False, False]
    assert "ninety minutes" in found[0]["answer"]
    assert set(found[0]["excerpts"][0]) == {"page", "heading", "text", "score"}


def test_pages_of_before_meaning_was_installed_are_understood_after_all(soup: Page) -> None:
    Meaning.objects.filter(revision__page=soup).update(state=State.DROPPED)
    Meaning.objects.exclude(revision__page=soup).delete()
    want_what_lacks(AT)
    waiting = Meaning.objects.filter(state=State.WAITING).count()
    assert waiting == (Page.objects.count() if installed() else 0)


@pytest.mark.skipif(not installed(), reason="needs the meaning extra")
@pytest.mark.parametrize("state", [State.DONE, State.DROPPED])
def test_what_another_model_has_said_is_said_again(state: State, book: Book, soup: Page) -> None:
    understand_all(book, AT)
    Meaning.objects.filter(revision__page=soup).update(model="another", state=state)
    want_what_lacks(AT)
    assert Meaning.objects.get(state=State.WAITING).revision.page == soup
    run_due(AT, Meaning)
    want_what_lacks(AT)
    assert not Meaning.objects.filter(state=State.WAITING).exists()


@pytest.mark.skipif(not installed(), reason="needs the meaning extra")
def test_a_site_that_turned_meaning_off_makes_none_and_asks_by_words(
    book: Book, soup: Page, cast: Cast, settings: Settings
) -> None:
    near = "How long is the stew of chestnuts on the fire?"
    settings.MEANING = False
    run_due(AT, Meaning)
    assert understand_all(book, AT) == 0
    assert not Meaning.objects.exclude(passages=None).exists()
    want_what_lacks(AT)
    assert not Meaning.objects.filter(state=State.WAITING).exists()
    assert "ninety minutes" in ask(Viewer.of(cast.ada.pk), book, QUESTION).text
    by_words = ask(Viewer.of(cast.ada.pk), book, near).sure
    settings.MEANING = True
    want_what_lacks(AT)
    run_due(AT, Meaning)
    assert Meaning.objects.get(revision__page=soup).passages, "turned on, it catches up"
    assert ask(Viewer.of(cast.ada.pk), book, near).sure != by_words
    settings.MEANING = False
    assert ask(Viewer.of(cast.ada.pk), book, near).sure == by_words, "what is kept is not looked at"


@pytest.mark.usefixtures("soup")
def test_what_a_page_means_is_for_those_who_may_read_it(cast: Cast, book: Book) -> None:
    understand_all(book, AT)
    near = "How long is the stew of chestnuts on the fire?"
    assert "ninety" in str(ask(Viewer.of(cast.ada.pk), book, near))
    assert ask(Viewer.public(), book, near).excerpts == ()
    other = actions.begin(cast.stella, cast.circle, title="Open", audience="public", at=AT)
    actions.write_page(cast.stella, other, title="Bread", text="Bread rises slowly.", at=AT)
    understand_all(other, AT)
    assert "ninety" not in str(ask(Viewer.public(), other, near))
