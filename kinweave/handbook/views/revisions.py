"""What a page has said: who changed it and why, what changed, and having it say so again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinweave.access import page_of
from kinweave.handbook import actions
from kinweave.handbook.differing import Change, changes, places_of
from kinweave.handbook.models import Page, Revision
from kinweave.handbook.refusals import Changed
from kinweave.handbook.views.books import form_page
from kinweave.handbook.views.door import around, me, page_for, viewer
from kinweave.pages.settings import written

A_PAGE = 30
CHOICES = 300


@login_required
@require_GET
def revisions(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All of them, the newest first."""
    page = page_for(request, slug, pk, "propose")
    rows = Revision.objects.visible_to(viewer(request)).filter(page=page).select_related("by")
    found = page_of(rows.defer("text"), request.GET.get("page"), A_PAGE)
    context = {**around(request, page.book, page), "of": page, "page": found}
    context["choices"] = rows.defer("text")[:CHOICES]
    return render(request, "handbook/revisions.html", context)


@login_required
@form_page
def revision(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """One of them: what it changed. By POST: have the page say this again."""
    page = page_for(request, slug, pk, "propose")
    one = _found(request, page, number)
    now = page.current
    if request.method == "POST":
        one.page = page
        try:
            actions.restore(
                me(request), one, based_on=now.number if now else 0, at=timezone.now(),
                why=_("As it was in revision {number}").format(number=number),
            )  # fmt: skip
            messages.success(request, _("The page reads again as it did then."))
        except Changed as changed:
            messages.warning(request, str(changed))
        return redirect(page)
    before = (
        Revision.objects.visible_to(viewer(request)).filter(page=page, number__lt=number).first()
    )
    context = {
        **around(request, page.book, page),
        "of": page,
        "one": one,
        "before": before,
        "now": now,
        "changes": changes(before.text if before else "", one.text),
        **_around_words(before, one),
        "current": now is not None and now.pk == one.pk,
    }
    return render(request, "handbook/revision.html", context)


@login_required
@require_GET
def compare(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Any two of them, the earlier one first (``?from=``, ``?to=``); else the last two."""
    page = page_for(request, slug, pk, "propose")
    rows = Revision.objects.visible_to(viewer(request)).filter(page=page).select_related("by")
    last = page.current.number if page.current else 0
    numbers = [_number(request, "from", max(1, last - 1)), _number(request, "to", last)]
    before, after = (_found(request, page, number) for number in sorted(numbers))
    found = changes(before.text, after.text)
    context = {
        **around(request, page.book, page),
        "of": page,
        "before": before,
        "after": after,
        "two": [before, after],
        "changes": found,
        "places": places_of(found),
        **_around_words(before, after),
        "choices": rows.defer("text")[:CHOICES],
    }
    return render(request, "handbook/compare.html", context)


def _around_words(before: Revision | None, after: Revision) -> dict[str, list[Change]]:
    """What changed under the title, and in what else the file says before its words."""
    found = {
        "about": changes(before.description if before else "", after.description),
        "told": changes(_told(before), _told(after)),
    }
    return {name: some for name, some in found.items() if places_of(some)}


def _told(revision: Revision | None) -> str:
    return written(revision.more).rstrip("\n") if revision is not None and revision.more else ""


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    asked = request.GET.get(name, "")
    return int(asked[:9]) if asked.isdecimal() else otherwise


def _found(request: HttpRequest, page: Page, number: int) -> Revision:
    rows = Revision.objects.visible_to(viewer(request)).select_related("by")
    found: Revision | None = rows.filter(page=page, number=number).first()
    if found is None:
        raise Http404
    return found
