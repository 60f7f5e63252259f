"""Books: the list of them, beginning one, what one says of itself, taking one along."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from kinweave.access import can, page_of
from kinweave.handbook import actions
from kinweave.handbook.forms import About
from kinweave.handbook.models import Book, Page
from kinweave.handbook.taking_along import as_zip
from kinweave.handbook.views.door import around, book_for, circle_for, me, my_circles, viewer

form_page = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 30


@require_GET
def books(request: HttpRequest) -> HttpResponse:
    """All books that are there for whoever looks."""
    rows = Book.objects.visible_to(viewer(request)).select_related("circle")
    page = page_of(rows, request.GET.get("page"), A_PAGE)
    looks = viewer(request)
    mine = my_circles(request) if looks.is_somebody else []
    begin_in = [circle for circle in mine if can(looks, "begin a book", circle)]
    return render(request, "handbook/books.html", {"page": page, "begin_in": begin_in})


@login_required
@form_page
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin one, in a circle."""
    circle = circle_for(request, slug, "begin a book")
    form = About(request.POST or None, initial={"language": me(request).language or "en"})
    if request.method == "POST" and form.is_valid():
        book = actions.begin(me(request), circle, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("There is your book. Write its first page, or bring some in."))
        return redirect(book)
    return render(request, "handbook/begin.html", {"circle": circle, "form": form})


@login_required
@form_page
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """What it says of itself."""
    book = book_for(request, slug, "edit")
    start = {name: getattr(book, name) for name in About.base_fields}
    form = About(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.change(me(request), book, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("That is what the book says of itself now."))
        return redirect(book)
    return render(request, "handbook/about.html", {**around(request, book), "form": form})


@require_safe
def export(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """All of its pages that whoever asks may read, as a zip of Markdown."""
    book = book_for(request, slug)
    rows = Page.objects.visible_to(viewer(request)).filter(book=book)
    pages = list(rows.select_related("current").order_by("position", "pk"))
    answer = StreamingHttpResponse(as_zip(book, pages), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{book.slug}.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer
