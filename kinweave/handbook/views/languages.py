"""A page in other languages: saying which page it translates, and reading both side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinweave.access import can, visible_or_404
from kinweave.handbook import actions
from kinweave.handbook.differing import changes
from kinweave.handbook.models import Book, Kind, Page, Revision
from kinweave.handbook.models.book import edited_by
from kinweave.handbook.refusals import IsOriginal, SameLanguage
from kinweave.handbook.rendering import written
from kinweave.handbook.showing import as_called, in_other_languages, in_rows
from kinweave.handbook.views.books import form_page
from kinweave.handbook.views.door import around, me, page_for, viewer

MOST_BOOKS, MOST_PAGES = 100, 1_000


@login_required
@form_page
def languages(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What a page translates, and what translates it; choosing another book (``?book=``), then the
    page of it. By POST: say so, say that it has caught up, or that it is no translation."""
    page = page_for(request, slug, pk, "edit")
    if request.method == "POST":
        return _said(request, page)
    books = _books(request, page)
    asked = request.GET.get("book", "")
    chosen = next((one for one in books if one.slug == asked), None)
    chosen = books[0] if len(books) == 1 else chosen
    beside, original = in_other_languages(viewer(request), page)
    context = {
        **around(request, page.book, page),
        "original": original,
        "behind": original is not None and original.current_id != page.original_revision_id,
        "translations": [one for one in beside if one.original_id == page.pk],
        "books": books,
        "chosen": chosen,
        "pages": _pages(request, chosen)[:MOST_PAGES] if chosen else [],
    }
    return render(request, "handbook/languages.html", context)


@require_GET
def beside(request: HttpRequest, slug: str, pk: int, other: int) -> HttpResponse:
    """A page and the same in another language, part by part where they have the same parts."""
    page = page_for(request, slug, pk)
    found, original = in_other_languages(viewer(request), page)
    second = next((one for one in found if one.pk == other), None)
    if second is None:
        raise Http404
    both = [written(page), written(second)]
    sides = [
        (as_called(one.html, viewer(request), of.book), [row[1] for row in one.headings])
        for one, of in zip(both, (page, second), strict=True)
    ]
    # What was made by kinweave.prose, and kept as it was made.
    rows = [[mark_safe(piece) for piece in row] for row in in_rows(*sides)]  # noqa: S308 - prose made it
    context: dict[str, Any] = {
        **around(request, page.book, page),
        "rows": rows,
        "sides": [(page, both[0].title or page.title), (second, both[1].title or second.title)],
        "changes": None,
    }
    first, source = (page, original) if original == second else (second, page)
    if first.original_id == source.pk and first.original_revision_id != source.current_id:
        context |= {"behind": True, "source": source, "changes": _since(request, first, source)}
    return render(request, "handbook/beside.html", context)


def _since(request: HttpRequest, page: Page, source: Page) -> list[Any] | None:
    """What changed in the original, for those who may read what it said before."""
    if page.original_revision_id is None or source.current_id is None:
        return None
    rows = Revision.objects.visible_to(viewer(request)).filter(page=source)
    was = rows.filter(pk=page.original_revision_id).first()
    now = rows.filter(pk=source.current_id).first()
    return changes(was.text, now.text) if was and now else None


def _said(request: HttpRequest, page: Page) -> HttpResponse:
    who, here = me(request), redirect("page-languages", page.book.slug, page.pk)
    number = request.POST.get("alone") or request.POST.get("original") or ""
    pk = int(number) if number.isdecimal() and len(number) < 12 else 0
    rows = Page.objects.visible_to(viewer(request)).filter(kind=Kind.PAGE)
    rows = rows.select_related("book__circle", "current")
    if "alone" in request.POST:
        one: Page = visible_or_404(rows, viewer(request), pk=pk)
        if page.pk not in (one.pk, one.original_id):
            raise Http404
        actions.stand_alone(who, one)
        messages.success(request, _("The two pages do not lead to each other any more."))
        return here
    source: Page = visible_or_404(rows, viewer(request), pk=pk)
    try:
        actions.translate(who, page, source)
    except (SameLanguage, IsOriginal) as refused:
        messages.warning(request, str(refused))
        return here
    messages.success(
        request, _("The two pages lead to each other. If the original changes, this one says so.")
    )
    return redirect(page)


def _books(request: HttpRequest, page: Page) -> list[Book]:
    """Those in other languages that whoever looks edits too."""
    looks = viewer(request)
    rows = Book.objects.visible_to(looks).filter(edited_by(looks))
    found = rows.exclude(language=page.book.language).select_related("circle")
    return [one for one in found[:MOST_BOOKS] if can(looks, "edit", one)]


def _pages(request: HttpRequest, book: Book) -> Any:
    rows = Page.objects.visible_to(viewer(request)).filter(book=book, kind=Kind.PAGE)
    return rows.order_by("position", "pk").only("pk", "title", "path")
