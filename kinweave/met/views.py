"""Whom one has met: in one's own space, for nobody else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinweave.access import page_of
from kinweave.met.models import Met
from kinweave.met.reading import in_words
from kinweave.people.asking import viewer

A_PAGE = 50


@login_required
@require_GET
def met(request: HttpRequest) -> HttpResponse:
    """The latest first; neither counted nor ranked."""
    rows = Met.objects.visible_to(viewer(request)).select_related("one", "other")
    page = page_of(rows, request.GET.get("page"), A_PAGE)
    found = in_words(viewer(request), page.rows)
    return render(request, "met/met.html", {"page": page, "met": found})
