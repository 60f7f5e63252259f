"""Wording a charter, and how its passages read before."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import page_of
from kinweave.circles.models import Circle
from kinweave.crews import actions
from kinweave.crews.forms import Wording
from kinweave.crews.models import Passage
from kinweave.crews.views.door import crew_for, me, viewer

A_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def passage(request: HttpRequest, slug: str, about: str) -> HttpResponse:
    """Word it. Where somebody was quicker, theirs and mine stand side by side."""
    of = crew_for(request, slug)
    heading = _heading(about)
    last = _holds(request, of, about)
    start = {"words": last.words if last else "", "based_on": last.revision if last else 0}
    form = Wording(request.POST or None, initial=start)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.word(me(request), of, about=about, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("That is how it reads now."))
            return redirect("crew", slug)
        except actions.Reworded as refusal:
            messages.warning(request, str(refusal))
            theirs = _holds(request, of, about)
            mine = {"words": form.cleaned_data["words"], "based_on": 0}
            form = Wording(initial={**mine, "based_on": theirs.revision if theirs else 0})
    page = {"circle": of, "form": form, "about": about, "words": heading, "theirs": theirs}
    return render(request, "crews/passage.html", {**page, "last": last})


@login_required
@require_GET
def before(request: HttpRequest, slug: str, about: str) -> HttpResponse:
    """All wordings of a passage, the newest first, and who worded it when."""
    of = crew_for(request, slug)
    heading = _heading(about)
    rows = Passage.objects.visible_to(viewer(request)).filter(circle=of, about=about)
    page = page_of(rows.select_related("by"), request.GET.get("page"), A_PAGE)
    context = {"circle": of, "about": about, "words": heading, "page": page}
    return render(request, "crews/before.html", context)


def _heading(about: str) -> str:
    if about not in Passage.About.values:
        raise Http404
    return str(Passage.About(about).label)


def _holds(request: HttpRequest, of: Circle, about: str) -> Passage | None:
    return Passage.objects.visible_to(viewer(request)).filter(circle=of, about=about).first()
