"""Being somebody of the demo: a page with a button, because mail scanners open links too."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kinweave.access import Viewer
from kinweave.demo.personas import persona_of
from kinweave.people.models import Person
from kinweave.weaving.models import Season

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def persona(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether they would like to be this person, and sign them in when they say so."""
    found = persona_of(token) if settings.DEMO else None
    someone = found.person() if found else None
    if found is None or someone is None:
        raise Http404
    if request.method != "POST":
        return render(request, "demo/persona.html", {"persona": found, "someone": someone})
    login(request, someone, BACKEND)
    messages.info(
        request,
        _("You are {name} now. Nothing you do here reaches a real person.").format(name=someone),
    )
    return redirect(_first_page(someone))


def _first_page(someone: Person) -> str:
    """Where there is most to see: for whoever gathers crewing seasons these, for others home."""
    mine = Season.objects.visible_to(Viewer.of(someone.pk)).filter(made_by=someone)
    circle = mine.values_list("circle__slug", flat=True).first()
    return reverse("circle-seasons", args=[circle]) if circle else reverse("home")
