"""Pictures of what pages embed: having them fetched, and showing them to readers from here."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kinweave.access import visible_or_404
from kinweave.handbook import actions
from kinweave.handbook.models import Embed, Page
from kinweave.handbook.models.page import ALBUM, LARGE
from kinweave.handbook.rendering import embedded_in
from kinweave.handbook.views.books import form_page
from kinweave.handbook.views.door import around, me, page_for, viewer
from kinweave.handbook.words import why
from kinweave.pictures import sent

MOST = 100
"""Of what one page embeds, so much is listed."""


@require_safe
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A picture of what is elsewhere, for those who may read the book."""
    rows = Embed.objects.visible_to(viewer(request)).filter(book__slug=slug).exclude(name="")
    found: Embed = visible_or_404(rows, viewer(request), pk=pk)
    return sent(ALBUM.path_of(found.name, LARGE))


@login_required
@form_page
def embeds(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What a page embeds, and what is known of it. By POST: have one looked at, or no more."""
    page = page_for(request, slug, pk, "edit")
    urls = embedded_in(page)[:MOST]
    if request.method == "POST":
        return _said(request, page, urls)
    rows = Embed.objects.visible_to(viewer(request)).filter(book=page.book, url__in=urls)
    known = {one.url: one for one in rows}
    found = [(number, url, known.get(url)) for number, url in enumerate(urls, start=1)]
    context = {
        **around(request, page.book, page),
        "embeds": [
            (number, url, one, why(one.why) if one else "") for number, url, one in found
        ],
        "waiting": any(one.under_way for one in known.values()),
    }  # fmt: skip
    return render(request, "handbook/embeds.html", context)


def _said(request: HttpRequest, page: Page, urls: list[str]) -> HttpResponse:
    said = request.POST.get("look") or request.POST.get("away") or ""
    number = int(said) if said.isdecimal() and len(said) < 6 else 0
    if not 1 <= number <= len(urls):
        raise Http404
    url = urls[number - 1]
    if "look" in request.POST:
        actions.look(me(request), page.book, url, at=timezone.now())
        messages.success(request, _("It is being looked at."))
    else:
        one = Embed.objects.visible_to(viewer(request)).filter(book=page.book, url=url).first()
        if one is not None:
            one.book = page.book
            actions.look_away(me(request), one)
        messages.success(request, _("It is a plain link again."))
    return redirect("page-embeds", page.book.slug, page.pk)
