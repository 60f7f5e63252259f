"""Pages that are out of a book: looking at them, and putting them back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinweave.access import page_of, visible_or_404
from kinweave.handbook import actions
from kinweave.handbook.models import Removed
from kinweave.handbook.views.books import form_page
from kinweave.handbook.views.door import around, book_for, me, viewer

A_PAGE = 20


@login_required
@form_page
def removed(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them, the last one first. By POST: put one back."""
    book = book_for(request, slug, "edit")
    rows = Removed.objects.visible_to(viewer(request)).filter(book=book)
    if request.method == "POST":
        number = request.POST.get("back", "")
        pk = int(number) if number.isdecimal() and len(number) < 12 else 0
        one: Removed = visible_or_404(rows, viewer(request), pk=pk)
        one.book = book
        back = actions.put_back(me(request), one, at=timezone.now())
        messages.success(request, _("The page is in the book again, at its old address."))
        return redirect(back)
    found = page_of(rows.select_related("current", "gone_by"), request.GET.get("page"), A_PAGE)
    return render(request, "handbook/removed.html", {**around(request, book), "page": found})
