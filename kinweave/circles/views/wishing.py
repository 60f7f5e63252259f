"""Saying that one would like a crew, and seeing who does."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import page_of
from kinweave.circles import actions, around
from kinweave.circles.forms import Wishing
from kinweave.circles.models import CrewWish, Membership
from kinweave.circles.views.door import circle_for, me, viewer

STANDS = timedelta(days=90)
NEW = timedelta(days=30)
A_PAGE = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, slug: str) -> HttpResponse:
    """Say it, change it, or take it back."""
    circle, now = circle_for(request, slug, "take part"), timezone.now()
    mine = CrewWish.objects.visible_to(viewer(request)).filter(
        circle=circle, person=me(request), ended_at=None
    )
    found = mine.first()
    start = {
        "words": found.words if found else "",
        "until": found.until if found else now.date() + STANDS,
    }
    sent = request.POST if request.method == "POST" and "back" not in request.POST else None
    form = Wishing(sent, initial=start)
    if request.method == "POST" and "back" in request.POST:
        actions.take_back_wish(me(request), circle, at=now)
        messages.success(request, _("You have taken it back. Nobody is told."))
        return redirect(circle)
    if sent is not None and form.is_valid():
        actions.wish_for_crew(me(request), circle, at=now, **form.cleaned_data)
        messages.success(request, _("Whoever welcomes people here can see it now."))
        return redirect(circle)
    return render(request, "circles/wish.html", {"circle": circle, "form": form, "wish": found})


@login_required
@require_GET
def care(request: HttpRequest, slug: str) -> HttpResponse:
    """Who would like a crew and has none; who is new. Names and dates, and nothing counted: each
    of the two lists has pages of its own."""
    looks, now = viewer(request), timezone.now()
    circle = circle_for(request, slug, "welcome")
    rows = Membership.objects.visible_to(looks).current()
    new = rows.filter(circle=circle, since__gt=now - NEW).exclude(came="founded")
    new = new.select_related("person").order_by("-since", "-pk")
    wishes = page_of(around.wishes(looks, circle, now.date()), request.GET.get("page"), A_PAGE)
    newcomers = page_of(new, request.GET.get("new"), A_PAGE)
    page = {
        "circle": circle,
        "wishes": wishes,
        "newcomers": newcomers,
        "everybody": {one.person for one in wishes.rows} | {one.person for one in newcomers.rows},
        "kept": {
            "wishes": f"page={wishes.before + 1}&",
            "newcomers": f"new={newcomers.before + 1}&",
        },
    }
    return render(request, "circles/care.html", page)
