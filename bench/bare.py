"""The site's addresses, and a page that says one line to somebody who is signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from kinweave.config.urls import urlpatterns as site

LINE = Template("<!doctype html><title>Bare</title><p>{{ person.name }}")


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """All that Django does for any page: session, person, template."""
    return HttpResponse(LINE.render(Context({"person": request.user})))


urlpatterns = [path("bare/", bare), *site]
