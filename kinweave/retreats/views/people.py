"""Who comes, for those who arrange it; and the crews of the days."""

from __future__ import annotations

import secrets
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinweave.access import allowed, can
from kinweave.circles.refusals import Refusal
from kinweave.gatherings.models import Answer
from kinweave.people.models.person import name_shown
from kinweave.plans.table import table_text
from kinweave.retreats import actions
from kinweave.retreats.forms.arranging import CrewsForm
from kinweave.retreats.models import Booking, CrewPlace, CrewPlan, Making, Retreat
from kinweave.retreats.views.door import form_page, me, retreat_for, viewer

SEED = 2**31


@login_required
@require_GET
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has a place, where they sleep, and what those who host should know."""
    of = retreat_for(request, pk, "arrange")
    rows = _rows(request, of)
    said = Answer.objects.visible_to(viewer(request)).filter(
        occasion__gathering=of.gathering, says=Answer.Says.YES
    )
    without = said.exclude(person__in=[row["person"] for row in rows])
    names = without.values_list("person__name", "person__forgotten_at").order_by("person__name")
    page = {"rows": rows, "without": [name_shown(*one) for one in names]}
    return render(request, "retreats/people.html", _page(of) | page)


@login_required
@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a table for a spreadsheet: no price, and nothing of what anybody asked."""
    of = retreat_for(request, pk, "arrange")
    columns = (str(_("Name")), str(_("Bed")), str(_("Food, access, sleep")))
    rows = (
        dict(zip(columns, (row["name"], row["room__name"] or "", row["notes"]), strict=True))
        for row in _rows(request, of)
    )
    answer = HttpResponse(table_text(columns, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _rows(request: HttpRequest, of: Retreat) -> list[dict[str, Any]]:
    """Columns that those who arrange it are to know, and no others are read."""
    rows = Booking.objects.visible_to(viewer(request)).standing().filter(retreat=of)
    read = rows.exclude(person=None).order_by("person__name", "pk")
    found = read.values("person", "person__name", "person__forgotten_at", "room__name", "notes")
    return [
        {**row, "name": name_shown(row["person__name"], row["person__forgotten_at"])}
        for row in found
    ]


@login_required
@form_page
def crews(request: HttpRequest, pk: int) -> HttpResponse:
    """Crews for the days: made and told by those who arrange it, seen by those who come."""
    of = retreat_for(request, pk, "know the crews")
    plans = {bool(one.told_at): one for one in CrewPlan.objects.visible_to(viewer(request)).filter(
        retreat=of)}  # fmt: skip
    arranges = can(viewer(request), "arrange", of)
    form = CrewsForm(request.POST if "make" in request.POST else None)
    try:
        if form.is_valid():
            seed = secrets.randbelow(SEED)
            said = form.cleaned_data
            actions.ask_for_crews(me(request), of, seed=seed, at=timezone.now(), **said)
            return redirect("retreat-crews", pk)
        if "tell" in request.POST:
            _told(request, of, plans.get(False))
            return redirect("retreat-crews", pk)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    making = Making.objects.visible_to(viewer(request)).filter(retreat=of).last()
    page = {
        "form": form if arranges else None,
        "making": making,
        "plan": plans.get(False),
        "draft": _days(request, of, plans.get(False)),
        "told": _days(request, of, plans.get(True)),
    }
    return render(request, "retreats/crews.html", _page(of) | page)


def _told(request: HttpRequest, of: Retreat, draft: CrewPlan | None) -> None:
    allowed(viewer(request), "arrange", of)
    if draft is None or str(draft.pk) != request.POST["tell"]:
        messages.warning(request, _("Meanwhile others were made. Look at them first."))
        return
    actions.tell_crews(me(request), draft, at=timezone.now())
    messages.success(request, _("Those who come see them now."))


def _days(request: HttpRequest, of: Retreat, plan: CrewPlan | None) -> list[Any]:
    """The crews of each day, each as names; mine is marked."""
    if plan is None:
        return []
    rows = CrewPlace.objects.visible_to(viewer(request)).filter(crew__plan=plan)
    read = rows.order_by("crew__day", "crew__number", "booking__person__name", "pk").values_list(
        "crew__day", "crew__number", "booking__person", "booking__person__name",
        "booking__person__forgotten_at",
    )  # fmt: skip
    mine = viewer(request).person
    days = []
    for day, places in groupby(read, lambda row: row[0]):
        listed = []
        for number, crew in groupby(places, lambda row: row[1]):
            them = list(crew)
            names = [name_shown(name, gone) for *_at, name, gone in them]
            listed.append((number, names, any(who == mine for _d, _n, who, *_r in them)))
        days.append((of.day(day), listed))
    return days


def _page(of: Retreat) -> dict[str, Any]:
    return {"retreat": of, "gathering": of.gathering, "circle": of.gathering.circle}
