"""What a circle says of itself, what it asks, and who is what in it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.access import visible_or_404
from kinweave.circles import actions, around
from kinweave.circles.forms import Asking, Tending
from kinweave.circles.models import Membership, Standing
from kinweave.circles.views.door import circle_for, me, viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tend(request: HttpRequest, slug: str) -> HttpResponse:
    """Words, door, audience, names of standings, sizes."""
    circle = circle_for(request, slug, "tend")
    form = Tending(request.POST or None, instance=circle)
    if request.method == "POST" and form.is_valid():
        actions.tend(me(request), circle, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is changed, and everybody here can read it."))
        return redirect("circle", slug)
    return render(request, "circles/tend.html", {"circle": circle, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """What those are asked who would like to join: add, order, stop asking."""
    circle, now = circle_for(request, slug, "tend"), timezone.now()
    adding = request.method == "POST" and "change" not in request.POST
    form = Asking(request.POST if adding else None)
    if adding and form.is_valid():
        actions.ask(me(request), circle, at=now, **form.cleaned_data)
        return redirect("circle-questions", slug)
    if request.method == "POST" and not adding:
        question = around.question_of(circle, request.POST.get("question", ""))
        if question is None:
            raise Http404
        change = request.POST["change"]
        if change in {"earlier", "later"}:
            actions.reorder(me(request), question, earlier=change == "earlier", at=now)
        elif change in {"stop", "again"}:
            actions.stop_asking(me(request), question, asked=change == "again", at=now)
        return redirect("circle-questions", slug)
    page = {
        "circle": circle,
        "form": form,
        "asked": around.asked(circle),
        "asked_once": around.asked_once(circle),
    }
    return render(request, "circles/questions.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a friend a partner, or the other way round."""
    circle = circle_for(request, slug, "appoint")
    looks = viewer(request)
    found = visible_or_404(Membership.objects, looks, circle=circle, person=pk, until=None)
    other = Standing.FRIEND if found.standing == Standing.PARTNER else Standing.PARTNER
    if request.method == "POST" and request.POST.get("standing") == other:
        try:
            actions.change_standing(me(request), found, standing=other, at=timezone.now())
            messages.success(request, _("It is changed."))
        except actions.LastPartner as refusal:
            messages.warning(request, str(refusal))
        return redirect("circle-people", slug)
    page = {
        "circle": circle,
        "membership": found,
        "other": other,
        "now_called": circle.standing_name(found.standing),
        "then_called": circle.standing_name(other),
    }
    return render(request, "circles/standing.html", page)
