"""What a circle expects: reading it, saying yes, writing a new version."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.access import can
from kinweave.circles import actions, around
from kinweave.circles.forms import Expecting
from kinweave.circles.views.door import circle_for, me, viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def expectations(request: HttpRequest, slug: str) -> HttpResponse:
    """The version that holds, with a button for whoever has not said yes to it yet."""
    looks = viewer(request)
    circle = circle_for(request, slug, "take part")
    version = around.expected(circle)
    if request.method == "POST":
        # Somebody may have written a new one while this was being read: that is asked anew.
        if version is not None and request.POST.get("version") == str(version.pk):
            actions.accept(me(request), version, at=timezone.now())
            messages.success(request, _("Thank you for reading it."))
            return redirect(circle)
        return redirect("circle-expectations", slug)
    page = {
        "circle": circle,
        "expectations": version,
        "accepted": around.accepted(looks.person, version),
        "tend": can(looks, "tend", circle),
    }
    return render(request, "circles/expectations.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a new version; every member is asked to read it."""
    circle = circle_for(request, slug, "tend")
    version = around.expected(circle)
    form = Expecting(request.POST or None, initial={"text": version.text if version else ""})
    if request.method == "POST" and form.is_valid():
        actions.expect(me(request), circle, text=form.cleaned_data["text"], at=timezone.now())
        messages.success(request, _("Everybody here is asked to read it."))
        return redirect("circle-expectations", slug)
    return render(request, "circles/expecting.html", {"circle": circle, "form": form})
