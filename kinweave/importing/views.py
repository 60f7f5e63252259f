"""Pages of imports: naming a calendar, looking at what is in it, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import allowed, can, page_of
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.gatherings.models.gathering import EVERY
from kinweave.gatherings.rhythm import Every
from kinweave.gatherings.showing import Reading, between, whole_days
from kinweave.importing import actions, words
from kinweave.importing.forms import Asking, Confirming
from kinweave.importing.models import Brought, Import
from kinweave.importing.reading.zones import in_zone
from kinweave.importing.refusals import Over

A_PAGE = 30
Stage = Import.Stage


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of a circle that I see, and a form for another."""
    circle = circle_for(request, slug, "host in")
    posted = request.method == "POST"
    form = Asking(
        request.POST if posted else None, request.FILES if posted else None,
        zone=me(request).time_zone,
    )  # fmt: skip
    if posted and form.is_valid():
        made = actions.ask(me(request), circle, **form.asked, at=timezone.now())
        return redirect(made)
    rows = Import.objects.visible_to(viewer(request)).filter(circle=circle)
    found = rows.select_related("person").defer("content", "shown")[:A_PAGE]
    page = {"circle": circle, "form": form, "found": found}
    return render(request, "importing/imports.html", page, status=200)


@login_required
@require_GET
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What it shows before it comes in, and what became of it after."""
    found, looks = _import_for(request, pk), viewer(request)
    mine = found.person_id == looks.person
    context: dict[str, Any] = {
        "one": found,
        "circle": found.circle,
        "mine": mine,
        "why": words.why(found.paused_for or found.why),
        "remarks": [words.remark(*said) for said in found.shown.get("remarks", [])],
        "left": words.left(found.shown.get("left", {})),
        "may_stop": can(looks, "stop", found),
        "may_bring_in": can(looks, "bring in", found),
    }
    if found.stage == Stage.READY:
        context["form"] = Confirming(address=found.address)
        context["events"] = [_line(event) for event in found.shown.get("events", [])]
        context["others"] = found.shown.get("new", 0) - len(context["events"])
    if found.stage == Stage.BROUGHT:
        rows = Brought.objects.visible_to(looks).filter(by=found).select_related("gathering")
        page = page_of(rows.order_by("gathering__day", "pk"), request.GET.get("page"), A_PAGE)
        context["page"] = page
    return render(request, "importing/import.html", context)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring it in."""
    found = _import_for(request, pk, "bring in")
    form = Confirming(request.POST, address=found.address)
    if not form.is_valid():
        raise Http404
    _try(
        request, lambda: actions.confirm(me(request), found, **form.cleaned_data, at=timezone.now())
    )
    return redirect(found)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Not this one."""
    found = _import_for(request, pk, "bring in")
    if _try(request, lambda: actions.discard(me(request), found)):
        messages.success(request, _("It is thrown away. Nothing of it came in."))
    return redirect("imports", found.circle.slug)


@login_required
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep it in step no more, or again."""
    found, at = _import_for(request, pk), timezone.now()
    if "stop" in request.POST:
        allowed(viewer(request), "stop", found)
        if _try(request, lambda: actions.stop(me(request), found, at=at)):
            messages.success(request, _("It is kept in step no more. What came in stays."))
    else:
        allowed(viewer(request), "bring in", found)
        if _try(request, lambda: actions.go_on(me(request), found, at=at)):
            messages.success(request, _("It is kept in step, and read again now."))
    return redirect(found)


def _try(request: HttpRequest, do: Any) -> bool:
    try:
        do()
    except Over as over:
        messages.warning(request, over.words)
        return False
    return True


def _import_for(request: HttpRequest, pk: int, verb: str = "") -> Import:
    """The import, if it is there for them (404), and if they may do this with it (403)."""
    rows = Import.objects.visible_to(viewer(request)).filter(pk=pk)
    found: Import | None = rows.select_related("circle", "person").defer("content").first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found


def _line(event: dict[str, Any]) -> dict[str, Any]:
    """An event that would come in, as its line reads."""
    starts, ends = (datetime.fromisoformat(event[name]) for name in ("starts_at", "ends_at"))
    every = Every(event["every"])
    when = between(Reading.now(), starts, ends, event["zone"], True)
    if days := event.get("days"):
        first = in_zone(starts, event["zone"]).date()
        when = whole_days(first, first + timedelta(days=days - 1), Reading.now().year)
    return {
        "name": event["name"] or _("Without a name"),
        "when": when,
        "every": "" if every == Every.ONCE else EVERY[every],
        "dates": event["dates"],
    }
