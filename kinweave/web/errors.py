"""What is said when something cannot be shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The browser sent something that makes no sense here."""
    return render(request, "web/errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Seen, but not theirs to do."""
    return render(request, "web/errors/403.html", status=403)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Private and absent look alike, to the letter: nothing of the address is repeated."""
    return render(request, "web/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A mistake of ours. Needs no database, no person, no other template."""
    return render(request, "web/errors/500.html", status=500)
