"""What happened in a circle, for those who are in it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinweave.circles.views.door import circle_for, viewer
from kinweave.journal import lines


@login_required
@require_GET
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest first, a page at a time."""
    circle = circle_for(request, slug, "take part")
    page = lines.of(circle.pk, viewer(request), request.GET.get("before"))
    return render(request, "circles/journal.html", {"circle": circle, "journal": page})
