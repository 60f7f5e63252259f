"""What hands are wanted: taking a role for a date, giving it back, saying what is wanted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import can
from kinweave.gatherings.models import Gathering
from kinweave.preparing import actions, ready
from kinweave.preparing.board import board
from kinweave.preparing.forms import Opening, Places
from kinweave.preparing.models import Role
from kinweave.preparing.views.door import (
    date_for,
    gathering_for,
    me,
    posted,
    role_for,
    taken_for,
    viewer,
)

DATES_SHOWN = 12


@login_required
@require_GET
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """The dates to come, and who does what."""
    of, looks = gathering_for(request, pk), viewer(request)
    page = {
        "gathering": of,
        "circle": of.circle,
        "days": board(looks, of, timezone.now(), DATES_SHOWN),
        "hosts": can(looks, "host", of),
    }
    return render(request, "preparing/roles.html", page)


@login_required
@require_POST
def taken(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role for a date, give it back; or, for whoever hosts, make a place free."""
    of, now = gathering_for(request, pk), timezone.now()
    try:
        if "free" in request.POST:
            actions.free(me(request), taken_for(request, of), at=now)
            messages.success(request, _("The place is free again, and who had it is told."))
        else:
            role, on = role_for(request, of), date_for(of, posted(request, "date"))
            if request.POST.get("do") == "take":
                actions.take(me(request), role, on, at=now)
                messages.success(request, _("It is yours that day. You can give it back."))
            elif request.POST.get("do") == "back":
                actions.give_back(me(request), role, on)
                messages.success(request, _("It is given back. Nobody asks why."))
            else:
                raise Http404
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(of) if "gathering" in request.POST else redirect("gathering-roles", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wanted(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wanted, and for how many."""
    of = gathering_for(request, pk, "host")
    adding = request.method == "POST" and not {"change", "ready"} & request.POST.keys()
    form = Opening(request.POST if adding else None)
    try:
        if adding and form.is_valid():
            actions.open_role(me(request), of, at=timezone.now(), **form.cleaned_data)
            return redirect("gathering-hands", pk)
        if request.method == "POST" and not adding:
            _change(request, of)
            return redirect("gathering-hands", pk)
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("gathering-hands", pk)
    found = list(Role.objects.visible_to(viewer(request)).filter(gathering=of))
    there = {one.ready for one in found}
    page = {
        "gathering": of,
        "circle": of.circle,
        "form": form,
        "roles": found,
        "may_open": len(found) < Role.MOST,
        "most_places": Role.MOST_PLACES,
        "ready": [one for one in Role.Ready if one not in there],
    }
    return render(request, "preparing/wanted.html", page)


def _change(request: HttpRequest, of: Gathering) -> None:
    """One click: something ready-made, or what becomes of a role."""
    who, now = me(request), timezone.now()
    if which := request.POST.get("ready"):
        if which not in ready.ROLES:
            raise Http404
        actions.open_role(who, of, at=now, **ready.role(which))
        return
    role, change = role_for(request, of), request.POST.get("change", "")
    if change == "close":
        actions.close_role(who, role, at=now)
        messages.success(request, _("It is not wanted any more; who had taken it is told."))
        return
    form = Places(request.POST)
    if change != "places":
        raise Http404
    if form.is_valid():
        actions.set_places(who, role, places=form.cleaned_data["places"], at=now)
    else:
        messages.warning(request, _("Put a number from 1 to 20. Nothing was changed."))
