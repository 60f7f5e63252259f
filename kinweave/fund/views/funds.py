"""A circle's fund, for its members; beginning, changing and closing it, for whoever tends it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinweave.access import can
from kinweave.circles.around import members
from kinweave.circles.models import Circle
from kinweave.fund import actions
from kinweave.fund.actions.tending import SAID
from kinweave.fund.forms import Tending
from kinweave.fund.models import Fund
from kinweave.fund.money import USUAL
from kinweave.fund.refusals import Refusal
from kinweave.fund.views.door import circle_for, form_page, fund_for, fund_of, me, mine_in, viewer
from kinweave.people.models.person import name_shown


@login_required
@require_GET
def fund(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is for, who keeps it, how to pay, and what I give; or that there is none."""
    looks, circle = viewer(request), circle_for(request, slug, "take part")
    of = fund_of(request, circle)
    page: dict[str, Any] = {"circle": circle, "tends": can(looks, "tend", circle), "fund": of}
    if of is not None:
        rows = mine_in(request, of) if of.is_open else []
        page |= {
            "mine": next((one for one in rows if one.until is None), None),
            "keeper": keeper_named(request, of),
            "keeps": can(looks, "keep", of),
        }
    return render(request, "fund/fund.html", page)


def keeper_named(request: HttpRequest, of: Fund) -> str:
    """Who keeps it, by name; whom somebody does not see is somebody."""
    if of.keeper is None:
        return ""
    if of.keeper_id in viewer(request).hidden:
        return _("somebody")
    return name_shown(of.keeper.name, of.keeper.forgotten_at)


@login_required
@form_page
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin it, say it otherwise, or open it again; and name who keeps it."""
    circle = circle_for(request, slug, "tend")
    of = fund_of(request, circle)
    form = Tending(
        request.POST or None, people=members(viewer(request), circle), initial=_now(request, of)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _kept(request, circle, of, form)
            messages.success(request, _("That is how it reads now."))
            return redirect("circle-fund", slug)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "fund/change.html", {"circle": circle, "fund": of, "form": form})


def _now(request: HttpRequest, of: Fund | None) -> dict[str, Any]:
    if of is None:
        return {"currency": USUAL[0]}
    seen = of.keeper_id not in viewer(request).hidden
    return {name: getattr(of, name) for name in SAID} | {"keeper": of.keeper_id if seen else None}


def _kept(request: HttpRequest, circle: Circle, of: Fund | None, form: Tending) -> None:
    said, at = dict(form.cleaned_data), timezone.now()
    keeper = said.pop("keeper")
    if of is None or not of.is_open:
        actions.begin(me(request), circle, keeper=keeper, at=at, **said)
        return
    actions.change(me(request), of, at=at, **said)
    if "keeper" in form.changed_data:
        actions.name_keeper(me(request), of, keeper=keeper, at=at)


@login_required
@form_page
def closing(request: HttpRequest, slug: str) -> HttpResponse:
    """Close it."""
    circle = circle_for(request, slug, "tend")
    of = fund_for(request, slug)
    if request.method == "POST":
        try:
            actions.close(me(request), of, at=timezone.now())
            messages.success(request, _("It is closed, and those who gave are told."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("circle-fund", slug)
    return render(request, "fund/closing.html", {"circle": circle, "fund": of})
