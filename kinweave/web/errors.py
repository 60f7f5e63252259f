"""What is said when something cannot be shown: what happened, what was not lost, what to do."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The browser sent something that makes no sense here."""
    return render(request, "web/errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Seen, but not theirs to do."""
    return render(request, "web/errors/403.html", status=403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for so long, or in such a way, that it cannot be told from a forged
    one. What was typed is still in the browser, one step back."""
    return render(request, "web/errors/form_too_old.html", status=403)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Private and absent look alike, to the letter: nothing of the address is repeated."""
    return render(request, "web/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A mistake of ours. Needs no database, no person, no other template, no list of files."""
    page = get_template("web/errors/500.html")
    words = {"site_name": settings.SITE_NAME, "static_url": settings.STATIC_URL}
    return HttpResponse(page.render(words), status=500)
