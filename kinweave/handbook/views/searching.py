"""Searching: pages by their words, of all books that whoever searches may see, or of some."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinweave.circles.models import Circle
from kinweave.handbook.finding import MOST_CHARACTERS, find
from kinweave.handbook.views.asking import unkept
from kinweave.handbook.views.door import around, book_for, viewer


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """In all books, or with ``?circle=`` in those of a circle."""
    looks, circle = viewer(request), request.GET.get("circle", "")[:60]
    inside = Circle.objects.visible_to(looks).filter(slug=circle).first() if circle else None
    context = {"inside": inside, **_found(request, circle=inside.slug if inside else "")}
    return unkept(render(request, "handbook/search.html", context))


@require_GET
def search_book(request: HttpRequest, slug: str) -> HttpResponse:
    """In one book."""
    book = book_for(request, slug)
    context = {**around(request, book), **_found(request, book=book.slug)}
    return unkept(render(request, "handbook/search_book.html", context))


def _found(request: HttpRequest, *, book: str = "", circle: str = "") -> dict[str, object]:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:MOST_CHARACTERS]
    found = None
    if words:
        number = request.GET.get("page")
        found = find(viewer(request), words, book=book, circle=circle, number=number)
    asked = request.GET.copy()
    asked.pop("page", None)
    return {"words": words, "found": found, "asked": f"{asked.urlencode()}&" if asked else ""}
