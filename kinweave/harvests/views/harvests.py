"""A harvest: writing it, reading it, letting others read it, taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import allowed, can
from kinweave.harvests import actions
from kinweave.harvests.forms import Writing
from kinweave.harvests.models import Harvest
from kinweave.harvests.policies import widest
from kinweave.harvests.views.door import around, been_for, harvest_for, me, viewer

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def new(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Write one: a draft at first, which only its author reads."""
    looks = viewer(request)
    on = been_for(request, pk, number)
    allowed(looks, "harvest", on)
    form = Writing(request.POST or None, widest=widest(looks, on.gathering))
    if _is_kept(request, form):
        try:
            made = actions.draft(me(request), on, at=timezone.now(), **form.cleaned_data)
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal.words))
            return redirect(on.gathering)
        made.occasion = on
        messages.success(request, _("Only you read it so far. Look at it, then publish it."))
        return redirect(made)
    return render(
        request, "harvests/write.html", {**around(request, on, seen=True), **_written(form)}
    )


@login_required
@form_page
def change(request: HttpRequest, pk: int, number: int, harvest: int) -> HttpResponse:
    """Say it otherwise."""
    one = harvest_for(request, pk, number, harvest, "change")
    looks, gathering = viewer(request), one.occasion.gathering
    start = {name: getattr(one, name) for name in ("title", "words", "wished", "named")}
    form = Writing(request.POST or None, initial=start, widest=widest(looks, gathering))
    if _is_kept(request, form):
        try:
            now = actions.change(me(request), one, at=timezone.now(), **form.cleaned_data)
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal.words))
            return redirect("date-harvest", pk, number)
        messages.success(request, _("That is how it reads now."))
        if now.is_there and now.audience != now.wished:
            messages.info(request, _("It goes further once whoever hosts has opened it."))
        return redirect(one)
    page = {**around(request, one.occasion), **_written(form), "harvest": one}
    return render(request, "harvests/write.html", page)


def _is_kept(request: HttpRequest, form: Writing) -> bool:
    """Sent, right, and not only to be looked at."""
    return request.method == "POST" and form.is_valid() and "preview" not in request.POST


def _written(form: Writing) -> dict[str, Any]:
    """The form, and what it would look like."""
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return {"form": form, "preview": said.get("words"), "preview_title": said.get("title")}


@require_GET
def harvest(request: HttpRequest, pk: int, number: int, harvest: int) -> HttpResponse:
    """Read it."""
    one = harvest_for(request, pk, number, harvest)
    looks = viewer(request)
    mine = one.author_id == looks.person
    context = {
        **around(request, one.occasion),
        "harvest": one,
        "mine": mine,
        "author": one.author.shown_name if one.named else "",
        "author_seen": one.occasion.gathering.circle_id in looks.circles,
        "may_publish": not one.is_there and can(looks, "publish", one),
        "may_change": can(looks, "change", one),
        "may_take_back": one.is_there and can(looks, "take back", one),
        "may_open": one.is_there and one.wished != one.audience and can(looks, "open", one),
    }
    return render(request, "harvests/harvest.html", context)


@login_required
@require_POST
def publication(request: HttpRequest, pk: int, number: int, harvest: int) -> HttpResponse:
    """Publish it, open it further, take it back, or throw a draft away."""
    one = harvest_for(request, pk, number, harvest)
    try:
        return _published(request, one)
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal.words))
        return redirect("date-harvest", pk, number)


def _published(request: HttpRequest, one: Harvest) -> HttpResponse:
    who, now = me(request), timezone.now()
    if "open" in request.POST:
        actions.open_up(who, one, at=now)
        messages.success(request, _("It goes as far now as its author wishes."))
    elif "back" in request.POST:
        actions.take_back(who, one, at=now)
        messages.success(request, _("It is off the page. Its words stay with its author."))
    elif "away" in request.POST:
        actions.throw_away(who, one)
        messages.success(request, _("It is gone."))
        return redirect("date-harvest", one.occasion.gathering_id, one.occasion.number)
    else:
        _tell(request, actions.publish(who, one, at=now))
    return redirect(one)


def _tell(request: HttpRequest, one: Harvest) -> None:
    messages.success(
        request,
        _("It is there to be read by: {audience}.").format(audience=one.get_audience_display()),
    )
    if one.wished != one.audience:
        messages.info(request, _("It goes further once whoever hosts has opened it."))
