"""Asking a book: its answer as a page for people, and as Markdown for programs, with the way to the
very heading of each sentence.

Nothing of a question is kept: not in a row, not in a log, not by the browser, and no page that is
gone to from here learns it. ``&goal=`` is taken as other handbooks take it, and changes nothing:
why somebody asks is theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kinweave.access import Viewer
from kinweave.handbook.asking import ask, language_of
from kinweave.handbook.models import Book, Kind, Page
from kinweave.handbook.rendering import page_address
from kinweave.handbook.rewording import reworded
from kinweave.handbook.taking_along import licence_line
from kinweave.handbook.views.door import around, viewer
from kinweave.people.languages import name_of
from kinweave.prose import anchor_of

if TYPE_CHECKING:
    from kinweave.solvers.retrieval import Answer, Excerpt, Quote

PLAINLY = "plainly"
"""Asks for the book's own sentences, also where a language model words answers."""
MOST = 1_000
"""Characters of a question."""
A_STRANGERS, A_MINUTE = 10, 60
"""So many questions of a stranger are answered in so many seconds."""


_ITEM = re.compile(r"\s*(?:-|\d{1,4}[.)]) ")
_ENDS = (".", "!", "?", "…", ":", ";", "。")


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a book, for whoever may read it. ``words``: what stands there; ``point``: as much
    of it as shows at a glance what it is near for. Both with lines and items, as they stand."""

    address: str
    title: str
    heading: str
    words: str = ""
    point: str = ""

    @property
    def name(self) -> str:
        """The page and the heading; the page alone, above its first heading."""
        return self.title if self.heading in {"", self.title} else f"{self.title}: {self.heading}"

    @property
    def glance(self) -> str:
        """The point, or all words, in one line: with a mark where an item or a line ends."""
        said, after_gap = "", False
        for line in (self.point or self.words).split("\n"):
            words = _ITEM.sub("", line, 1).strip()
            goes_on = said.endswith(_ENDS if after_gap else ":")
            if words:
                said += f"{' ' if goes_on else ' · '}{words}" if said else words
            after_gap = not words
        return said


@dataclass(frozen=True, slots=True)
class Told:
    """What a book says. ``trouble``: what is wrong with the question itself. ``sentences``: each
    with its place; none, where the book does not say. ``perhaps``: whether they are only what it
    comes nearest with. ``places``: excerpts of what the answer is
    taken from, and of what is nearest. ``other_language``: of the question, if it is not the
    book's. ``worded``: sentences of the language model at ``host``, where one was asked, with the
    numbers of the places that each is taken from."""

    trouble: str = ""
    text: str = ""
    sentences: tuple[Source, ...] = ()
    places: tuple[Source, ...] = ()
    perhaps: bool = False
    other_language: str = ""
    host: str = ""
    worded: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def parts(self) -> list[tuple[Source, list[Source]]]:
        """The sentences, those beside each other that stand below the same heading in one."""
        found: list[tuple[Source, list[Source]]] = []
        for one in self.sentences:
            if found and found[-1][0].address == one.address:
                found[-1][1].append(one)
            else:
                found.append((one, [one]))
        return found


def may_ask(request: HttpRequest) -> bool:
    """Whether this question may be put now; counts it. Members ask as they like; of a stranger,
    a mark of where they ask from is kept for a minute, and nothing of the question."""
    if request.user.is_authenticated:
        return True
    address = get_adapter().get_client_ip(request)
    mark = salted_hmac(__name__, address, algorithm="sha256").hexdigest()
    key = f"asks:{mark}"
    cache.add(key, 0, A_MINUTE)
    try:
        return int(cache.incr(key)) <= A_STRANGERS
    except ValueError:  # the minute was over in between
        return True


def answer_page(request: HttpRequest, book: Book, page: Page | None) -> HttpResponse:
    """What the book says to ``?ask=``, for people."""
    context = around(request, book, page)
    question = request.GET["ask"].strip()
    if not trouble_with(question) and not may_ask(request):
        status, told = HTTPStatus.TOO_MANY_REQUESTS, Told(trouble=too_often())
    else:
        plainly = PLAINLY in request.GET
        status, told = HTTPStatus.OK, told_of(viewer(request), book, question, plainly=plainly)
    context |= {"question": question[:MOST], "told": told, "most": MOST}
    if told.host:
        context["worded_by"] = _worded_by(told.host)
        context["plainly"] = f"?{urlencode({'ask': question, PLAINLY: 1})}"
    context |= {"parts": told.parts, "language": name_of(book.language.split("-")[0])}
    return unkept(render(request, "handbook/answer.html", context, status=status))


def unkept(response: HttpResponse) -> HttpResponse:
    """Kept by no cache and no browser, and named to no page that a link leads to."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def trouble_with(question: str) -> str:
    """What to say of a question that nobody could answer."""
    if not any(char.isalnum() for char in question):
        return _("There was no question yet: ask in your own words.")
    if len(question) > MOST:
        return _("That is a long question. Ask it in a sentence or two.")
    return ""


def too_often() -> str:
    """What to say to a stranger who asks a lot."""
    return _("Many questions came from where you are. In a minute you can ask again.")


def nearest() -> str:
    """What to say before sentences that may be about something else."""
    return _("The book may not say this. The nearest that it says:")


def told_of(looks: Viewer, book: Book, question: str, *, plainly: bool = False) -> Told:
    """What the pages say that this viewer may read; ``plainly``: in their own sentences, even where
    a language model could word it."""
    trouble = trouble_with(question)
    if trouble:
        return Told(trouble=trouble)
    answer = ask(looks, book, question)
    paths = _paths(looks, book, answer)
    asked_in = language_of(question, book.language)
    answer = replace(answer, excerpts=tuple(one for one in answer.excerpts if one.page in paths))
    other = None if plainly else reworded(question, answer, book.language)
    if other is not None:
        return Told(
            text=other.text,
            places=tuple(_source(book, paths, one) for one in answer.excerpts),
            host=other.host,
            worded=tuple((one.text, one.numbers) for one in other.sentences),
        )
    return Told(
        text=answer.text,
        sentences=tuple(_source(book, paths, one) for one in answer.quotes if one.page in paths),
        perhaps=answer.perhaps,
        places=tuple(_source(book, paths, one, one.point) for one in answer.excerpts),
        other_language=asked_in if asked_in != book.language.split("-")[0] else "",
    )


def answered(looks: Viewer, book: Book, question: str, *, plainly: bool = False) -> str:
    """The same as Markdown, for programs."""
    told = told_of(looks, book, question.strip(), plainly=plainly)
    if told.trouble:
        return f"{told.trouble}\n"
    sentences = "\n".join(one.words for one in told.sentences)  # a line each, as some are items
    parts = [nearest()] if told.perhaps else []
    parts.append(sentences or told.text or _("The book does not say."))
    if told.host:
        parts.append(_worded_by(told.host))
    if told.text:
        parts.append("## " + _("Excerpts"))
        parts += [
            _quoted(f"{f'[{number}] ' if told.host else ''}{one.words}\n\n– {one.name}")
            for number, one in enumerate(told.places, 1)
        ]
    if told.places:
        is_said = told.text and not told.perhaps
        parts += ["## " + (_("Sources") if is_said else _("The nearest pages"))]
        parts.append("\n".join(map(_linked, told.places)))
        parts.append(licence_line(book))
    return "\n\n".join(parts) + "\n"


def _quoted(words: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in words.split("\n"))


def _worded_by(host: str) -> str:
    return _(
        "A language model at {host} worded this from the excerpts below. What does not stand in "
        "them was left out."
    ).format(host=host)


def _paths(looks: Viewer, book: Book, answer: Answer) -> dict[str, str]:
    rows = Page.objects.visible_to(looks).filter(book=book, kind=Kind.PAGE)
    files = {*answer.pages, *(one.page for one in answer.quotes)}
    return dict(rows.filter(file__in=files).values_list("file", "path"))


def _source(book: Book, paths: dict[str, str], one: Excerpt | Quote, point: str = "") -> Source:
    part = f"#{anchor_of(one.section)}" if one.section else ""
    address = page_address(book, paths[one.page]) + part
    return Source(address, one.title, one.heading, one.text, point)


def _linked(one: Source) -> str:
    words = one.name.replace("[", "(").replace("]", ")")
    return f"- [{words}]({settings.SITE_URL}{one.address})"
