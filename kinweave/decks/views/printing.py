"""Taking a deck along: sheets to print and cut, Markdown, a table, and both with pictures."""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.decorators import login_required
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.decks import actions, packing
from kinweave.decks import sheets as making
from kinweave.decks.models import Deck
from kinweave.decks.views.door import deck_for, me

Sent = TypeVar("Sent", bound=HttpResponseBase)


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
def text(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The deck as Markdown or as a table, which can be brought in again; its cards name their
    pictures, which do not come."""
    of = deck_for(request, pk)
    kind = f"{packing.FORMS[form]}; charset=utf-8"
    return _download(HttpResponse(packing.as_text(of, form), content_type=kind), of, form)


@require_GET
def packed(request: HttpRequest, pk: int, form: str) -> StreamingHttpResponse:
    """The same with its pictures, as a zip."""
    of = deck_for(request, pk)
    answer = StreamingHttpResponse(packing.as_zip(of, form), content_type="application/zip")
    answer["Cache-Control"] = "private, no-store"
    return _download(answer, of, "zip")


def _name(of: Deck) -> str:
    return slugify(of.name) or "cards"


def _download(answer: Sent, of: Deck, ending: str) -> Sent:
    answer["Content-Disposition"] = f'attachment; filename="{_name(of)}.{ending}"'
    return answer
