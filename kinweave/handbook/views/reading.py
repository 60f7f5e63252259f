"""Reading: a page for people, the same as Markdown for programs, and the indexes for these."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from kinweave.access import Audience, can, visible_or_404
from kinweave.handbook.contents import contents_of, every
from kinweave.handbook.models import Book, Kind, OldAddress, Page, Picture
from kinweave.handbook.models.page import ALBUM, LARGE
from kinweave.handbook.practice import gathering_for, practice_in
from kinweave.handbook.rendering import files_of, page_address, written
from kinweave.handbook.showing import as_called, headings_of, in_other_languages
from kinweave.handbook.taking_along import licence_line, licence_of, whole_of
from kinweave.handbook.views.asking import (
    PLAINLY,
    answer_page,
    answered,
    may_ask,
    too_often,
    trouble_with,
    unkept,
)
from kinweave.handbook.views.door import around, book_for, my_circles, page_at, viewer
from kinweave.pictures import sent

MARKDOWN = "text/markdown; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
FEW_HEADINGS = 3


@require_GET
def first(request: HttpRequest, slug: str) -> HttpResponse:
    """A book's first page; its contents, where it has none."""
    found = page_at(request, slug, "")
    if found is not None:
        return _read(request, found)
    book = book_for(request, slug)
    if "ask" in request.GET:
        return answer_page(request, book, None)
    return render(request, "handbook/contents.html", around(request, book))


@require_GET
def page(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """A page; where it is not any more, the way there."""
    found = page_at(request, slug, path)
    if found is not None:
        return _read(request, found)
    moved = _moved(request, slug, path).get_absolute_url()
    return redirect(f"{moved}{_asked(request)}")


@require_GET
def first_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page's Markdown."""
    return _markdown(request, slug, "")


@require_GET
def markdown(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """A page's Markdown."""
    return _markdown(request, slug, path)


@require_GET
def llms(request: HttpRequest, slug: str) -> HttpResponse:
    """An index of a book for programs (llmstxt.org): what whoever asks may read."""
    book = book_for(request, slug)
    lines = [f"# {book.title}", ""]
    lines += [f"> {book.about}", ""] if book.about else []
    lines += [licence_line(book), ""]
    lines += [_("Each page answers questions about the book: add ?ask=… to its address."), ""]
    lines += ["## Pages", ""]
    for one in _pages(request, book):
        about = one.current.description if one.current else ""
        address = f"{settings.SITE_URL}{page_address(book, one.path).rstrip('/')}.md"
        lines.append(f"- [{one.title}]({address})" + (f": {about}" if about else ""))
    return _said("\n".join(lines) + "\n", PLAIN)


@require_GET
def llms_full(request: HttpRequest, slug: str) -> HttpResponse:
    """The same with all words."""
    book = book_for(request, slug)
    files = files_of(book)
    parts = [f"# {book.title}\n\n{licence_of(book)}"]
    for one in _pages(request, book):
        address = f"{settings.SITE_URL}{page_address(book, one.path)}"
        parts.append(whole_of(one, files, source=address))
    return _said("\n".join(parts), PLAIN)


@require_safe
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A picture of a book, for those who may read it."""
    rows = Picture.objects.visible_to(viewer(request)).filter(book__slug=slug)
    found: Picture = visible_or_404(rows, viewer(request), pk=pk)
    return sent(ALBUM.path_of(found.name, LARGE))


def _read(request: HttpRequest, found: Page) -> HttpResponse:
    book, now = found.book, found.current
    if "ask" in request.GET:
        return answer_page(request, book, found)
    made = written(found)
    about = around(request, book, found)
    headings = [one for one in made.headings if one[0] < 4]
    context = {
        **about,
        "title": made.title or found.title,
        "html": as_called(made.html, viewer(request), book, about["contents"]),
        "headings": headings_of(headings) if len(headings) >= FEW_HEADINGS else "",
        "about": now.description if now else "",
        "embeds": 'class="embed"' in made.html,
        "public": book.audience == Audience.PUBLIC,
        "inside": can(viewer(request), "propose", book),
        "practice": practice_in(now.more) if now else None,
        "gather": gathering_for(viewer(request), found, my_circles(request)),
        **_in_other_languages(request, found),
    }
    return render(request, "handbook/page.html", context)


def _in_other_languages(request: HttpRequest, found: Page) -> dict[str, object]:
    """The same page in other languages, where it is there for whoever looks."""
    if found.original_id is None and not found.has_translations:  # type: ignore[attr-defined]  # annotated
        return {}
    beside, original = in_other_languages(viewer(request), found)
    behind = original is not None and original.current_id != found.original_revision_id
    return {"languages": beside, "original": original, "behind": behind}


def _moved(request: HttpRequest, slug: str, path: str) -> Page:
    rows = OldAddress.objects.visible_to(viewer(request)).filter(book__slug=slug, path=path)
    old = rows.select_related("page__book").first()
    if old is None:
        raise Http404
    return old.page


def _markdown(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    found = page_at(request, slug, path)
    if found is None:
        if not path:
            raise Http404
        moved = _moved(request, slug, path)
        return redirect(f"{moved.get_absolute_url().rstrip('/')}.md{_asked(request)}")
    if "ask" in request.GET:
        question = request.GET["ask"]
        if not trouble_with(question) and not may_ask(request):
            return _said(f"{too_often()}\n", MARKDOWN, HTTPStatus.TOO_MANY_REQUESTS)
        return unkept(
            _said(
                answered(viewer(request), found.book, question, plainly=PLAINLY in request.GET),
                MARKDOWN,
            )
        )
    more = {"source": f"{settings.SITE_URL}{found.get_absolute_url()}"}
    more["licence"] = found.book.licence or _("All rights kept")
    more |= {"credit": found.book.credit} if found.book.credit else {}
    return _said(whole_of(found, files_of(found.book), **more), MARKDOWN)


def _pages(request: HttpRequest, book: Book) -> list[Page]:
    rows = Page.objects.visible_to(viewer(request)).filter(book=book, kind=Kind.PAGE)
    by_number = {one.pk: one for one in rows.select_related("current")}
    lines = every(contents_of(viewer(request), book).lines)
    return [by_number[one.pk] for one in lines if one.pk in by_number]


def _asked(request: HttpRequest) -> str:
    """What was asked of an address goes along to the new one."""
    return f"?{request.GET.urlencode()}" if "ask" in request.GET else ""


def _said(words: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    answer = HttpResponse(words, content_type=kind, status=status)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
