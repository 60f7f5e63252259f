"""Where everything about oneself is found."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@login_required
@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """An index; each line leads to a page of its own."""
    return render(request, "people/settings.html")
