"""Pages that belong to no feature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What needs me, what is next, where I am; for somebody not signed in, what this is."""
    name = "web/home.html" if request.user.is_authenticated else "web/front.html"
    return render(request, name)


@require_GET
def healthy(request: HttpRequest) -> HttpResponse:
    """For a watcher: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")
