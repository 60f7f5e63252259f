"""Bringing pages in from files, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinweave.access import page_of, visible_or_404
from kinweave.handbook import actions
from kinweave.handbook import words as said
from kinweave.handbook.forms import Bringing as Form
from kinweave.handbook.models import Bringing
from kinweave.handbook.views.books import form_page
from kinweave.handbook.views.door import around, book_for, me, viewer

A_PAGE = 20


@login_required
@form_page
def bringings(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for one, and see what was asked for before."""
    book = book_for(request, slug, "edit")
    form = Form(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        made = actions.ask(
            me(request), book, content=file.read() if file else None, at=timezone.now(),
            address=form.cleaned_data["address"], keep=form.cleaned_data["keep"],
        )  # fmt: skip
        return redirect(made)
    rows = Bringing.objects.visible_to(viewer(request)).filter(book=book).defer("content")
    found = page_of(rows.select_related("book"), request.GET.get("page"), A_PAGE)
    context = {**around(request, book), "form": form, "page": found}
    return render(request, "handbook/bringings.html", context)


@login_required
@form_page
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What came of it. By POST: keep it in step no more."""
    book = book_for(request, slug, "edit")
    found: Bringing = visible_or_404(Bringing.objects, viewer(request), pk=pk, book=book)
    found.book = book
    if request.method == "POST":
        actions.stop(me(request), found, at=timezone.now())
        messages.success(request, _("It is kept in step no more. Its pages stay."))
        return redirect(found)
    context = {
        **around(request, book),
        "one": found,
        "why": said.why(found.why),
        "remarks": said.grouped(found.report).items(),
        "unsaid": said.unsaid(found.report),
    }
    return render(request, "handbook/bringing.html", context)
