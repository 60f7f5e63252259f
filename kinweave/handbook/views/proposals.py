"""Changes that members propose: looking at them, taking them up, declining kindly."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinweave.access import can, page_of
from kinweave.handbook import actions
from kinweave.handbook.differing import changes
from kinweave.handbook.forms import Answering
from kinweave.handbook.merging import joined
from kinweave.handbook.models import Proposal
from kinweave.handbook.refusals import Answered, Changed
from kinweave.handbook.views.books import form_page
from kinweave.handbook.views.door import around, book_for, me, viewer

A_PAGE = 30


@login_required
@require_GET
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of a book that are there for whoever looks: their own, or all, for its editors."""
    book = book_for(request, slug, "propose")
    rows = Proposal.objects.visible_to(viewer(request)).filter(page__book=book)
    found = page_of(rows.select_related("page", "by"), request.GET.get("page"), A_PAGE)
    return render(request, "handbook/proposals.html", {**around(request, book), "page": found})


@login_required
@form_page
def proposal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One of them. By POST: the answer to it, or taking back one's own."""
    book = book_for(request, slug, "propose")
    rows = Proposal.objects.visible_to(viewer(request)).filter(page__book=book, pk=pk)
    with_all = ("page__book__circle", "page__current", "based_on", "by")
    one: Proposal | None = rows.select_related(*with_all).first()
    if one is None:
        raise Http404
    form = Answering(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, one, form.cleaned_data["word"])
    now = one.page.current
    both = joined(one.based_on.text, now.text if now else "", one.text)
    context = {
        **around(request, book, one.page),
        "one": one,
        "form": form,
        "changes": changes(one.based_on.text, one.text),
        "clean": both.clean,
        "may_answer": one.is_open and can(viewer(request), "answer", one),
        "mine": one.by_id == viewer(request).person,
    }
    return render(request, "handbook/proposal.html", context)


def _answered(request: HttpRequest, one: Proposal, word: str) -> HttpResponse:
    who, now = me(request), timezone.now()
    try:
        if "take" in request.POST:
            actions.take(who, one, at=now)
            messages.success(request, _("The page reads so now, with their name at the change."))
            return redirect(one.page)
        if "decline" in request.POST:
            actions.decline(who, one, word=word, at=now)
            messages.success(request, _("The page stays as it is. They find your word here."))
        elif "withdraw" in request.POST:
            actions.withdraw(who, one)
            messages.success(request, _("Your proposal is gone."))
    except (Answered, Changed) as refused:
        messages.warning(request, str(refused))
    return redirect("book-proposals", one.page.book.slug)
