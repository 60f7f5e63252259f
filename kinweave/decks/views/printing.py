"""Taking a deck along: sheets to print and cut, Markdown, a table."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.decks import actions, writing
from kinweave.decks import sheets as making
from kinweave.decks.models import Deck
from kinweave.decks.views.door import deck_for, me


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for sheets, see that they are being made, fetch them."""
    of = deck_for(request, pk)
    if request.method == "POST":
        actions.ask_for_sheets(me(request), of, at=timezone.now())
        return redirect("deck-sheets", pk)
    page = {
        "deck": of,
        "circle": of.circle,
        "sheets": making.sheets_of(of),
    }
    return render(request, "decks/sheets.html", page)


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The sheets, as the cards are now."""
    of = deck_for(request, pk)
    found = making.sheets_of(of)
    if found is None or not found.there:
        if request.user.is_authenticated:
            return redirect("deck-sheets", pk)
        raise Http404
    name = f"{_name(of)}.pdf"
    return FileResponse(found.path.open("rb"), filename=name, content_type="application/pdf")


@require_GET
def markdown(request: HttpRequest, pk: int) -> HttpResponse:
    """The deck as Markdown, which can be brought in again."""
    of = deck_for(request, pk)
    text = writing.markdown(of.name, of.words, of.licence, making.told(of))
    return _download(text, "text/markdown", f"{_name(of)}.md")


@require_GET
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """The cards as a table."""
    of = deck_for(request, pk)
    return _download(writing.table(making.told(of)), "text/csv", f"{_name(of)}.csv")


def _name(of: Deck) -> str:
    return slugify(of.name) or "cards"


def _download(text: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
