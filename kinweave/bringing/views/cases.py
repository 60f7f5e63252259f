"""Cases: mine, and those that are chosen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import allowed, can
from kinweave.bringing import actions
from kinweave.bringing.chosen import On, anything_there, chosen_for, own_cases
from kinweave.bringing.forms import Bringing, ClinicOpening
from kinweave.bringing.models import Case, Clinic
from kinweave.bringing.refusals import Refusal
from kinweave.bringing.views.door import (
    clinic_for,
    date_named,
    gathering_for,
    me,
    to_come,
    viewer,
)

DATES_TO_CHOOSE = 3
form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_GET
def cases(request: HttpRequest, pk: int) -> HttpResponse:
    """What I brought, what is chosen; and for whoever hosts, choosing."""
    clinic, looks, now = clinic_for(request, pk), viewer(request), timezone.now()
    of = clinic.gathering
    hosts = can(looks, "host", of) and of.cancelled_at is None
    mine, before = own_cases(looks, clinic, now)
    context = {
        "clinic": clinic,
        "gathering": of,
        "circle": of.circle,
        "mine": mine,
        "before": before,
        "may_bring": mine is None and clinic.closed_at is None and can(looks, "bring to", clinic),
        "dates": _worth_showing(chosen_for(looks, clinic, to_come(request, of)), hosts=hosts),
        "hosts": hosts,
        "there": anything_there(clinic) if hosts else None,
    }
    return render(request, "bringing/cases.html", context)


def _worth_showing(dates: list[On], *, hosts: bool) -> list[On]:
    """Those for which a case is chosen; and the next few, for whoever may choose."""
    return [
        one for number, one in enumerate(dates) if one.cases or (hosts and number < DATES_TO_CHOOSE)
    ]


@login_required
@form_page
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Let members bring cases, say how many fit, close it."""
    of = gathering_for(request, pk, "host")
    clinic = Clinic.objects.visible_to(viewer(request)).filter(gathering=of).first()
    start = {"places": clinic.places} if clinic else {}
    form = ClinicOpening(request.POST if "open" in request.POST else None, initial=start)
    try:
        if "close" in request.POST and clinic:
            clinic.gathering = of
            actions.close_clinic(me(request), clinic, at=timezone.now())
            messages.success(request, _("Closed. What was brought can still be chosen."))
            return redirect(clinic)
        if "open" in request.POST and form.is_valid():
            made = actions.open_clinic(me(request), of, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Members can bring a case now, and only they see it."))
            return redirect(made)
    except Refusal as refusal:
        messages.warning(request, str(refusal.words))
        return redirect(of)
    context = {"form": form, "clinic": clinic, "gathering": of, "circle": of.circle}
    return render(request, "bringing/cases_opening.html", context)


@login_required
@require_POST
def choice(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the next case in turn be chosen for a date."""
    clinic = clinic_for(request, pk)
    allowed(viewer(request), "host", clinic.gathering)
    date = date_named(request, clinic.gathering)
    try:
        actions.choose(me(request), clinic, date, at=timezone.now())
        messages.success(request, _("A case is chosen, and whoever brought it is told."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.words))
    return redirect(clinic)


@login_required
@form_page
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a case, change it, take it away; or not today."""
    clinic, now = clinic_for(request, pk), timezone.now()
    case, before = own_cases(viewer(request), clinic, now)
    if "away" in request.POST or "not_today" in request.POST:
        return _thinks_again(request, clinic, [one for one in (case, *before) if one])
    if case is None and clinic.gathering.cancelled_at is None:
        allowed(viewer(request), "bring to", clinic)
    start = {"title": case.title, "words": case.words} if case else {}
    form = Bringing(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            if case:
                actions.change_case(me(request), case, **form.cleaned_data)
                messages.success(request, _("That is how it reads now."))
            else:
                actions.bring(me(request), clinic, at=now, **form.cleaned_data)
                messages.success(
                    request, _("It is here, and only you see it. You hear when it is chosen.")
                )
            return redirect(clinic)
        except Refusal as refusal:
            form.add_error(None, str(refusal.words))
    of = clinic.gathering
    context = {
        "clinic": clinic, "gathering": of, "circle": of.circle, "form": form, "case": case,
    }  # fmt: skip
    return render(request, "bringing/case.html", context)


def _thinks_again(request: HttpRequest, clinic: Clinic, own: list[Case]) -> HttpResponse:
    number = request.POST.get("case", "")
    case = next((one for one in own if str(one.pk) == number), None)
    try:
        if case and "not_today" in request.POST:
            actions.not_today(me(request), case, at=timezone.now())
            messages.success(
                request, _("Not today, then. Nobody is told, and your case waits for another date.")
            )
        elif case:
            actions.take_away(me(request), case, at=timezone.now())
            messages.success(request, _("It is gone. Nobody is told, and nobody asks why."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.words))
    return redirect(clinic)
