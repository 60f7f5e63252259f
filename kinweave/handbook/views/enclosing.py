"""Files of a book, on their way to a browser; and all that is kept with it, for its editors."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kinweave.access import page_of, visible_or_404
from kinweave.handbook import actions
from kinweave.handbook.models import Enclosure, Picture
from kinweave.handbook.shelf import media_type_of, path_of
from kinweave.handbook.views.books import form_page
from kinweave.handbook.views.door import around, book_for, me, viewer

A_PAGE = 30


@require_safe
def file(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A file of a book, for those who may read it: to be kept, and never shown by this site."""
    rows = Enclosure.objects.visible_to(viewer(request)).filter(book__slug=slug)
    found: Enclosure = visible_or_404(rows, viewer(request), pk=pk)
    try:
        opened = path_of(found.name).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(opened, as_attachment=True, filename=found.called)
    answer["Content-Type"] = media_type_of(found.file)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@login_required
@form_page
def kept(request: HttpRequest, slug: str) -> HttpResponse:
    """All pictures and files. By POST: take one away."""
    book = book_for(request, slug, "edit")
    pictures = Picture.objects.visible_to(viewer(request)).filter(book=book)
    files = Enclosure.objects.visible_to(viewer(request)).filter(book=book)
    if request.method == "POST":
        rows: Any = pictures if "picture" in request.POST else files
        pk = _number(request.POST.get("picture") or request.POST.get("file") or "")
        one: Any = visible_or_404(rows, viewer(request), pk=pk)
        one.book = book
        actions.take_away(me(request), one, at=timezone.now())
        messages.success(request, _("It is gone. Pages that show it say that it is lacking."))
        return redirect("book-kept", book.slug)
    context = {
        **around(request, book),
        "pictures": page_of(pictures.order_by("-pk"), request.GET.get("pictures"), A_PAGE),
        "files": page_of(files.order_by("-pk"), request.GET.get("files"), A_PAGE),
    }
    return render(request, "handbook/kept.html", context)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 12 else 0
