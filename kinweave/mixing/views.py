"""A mixing plan: making it, running it, where one sits, on a screen and on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import allowed, can
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.views.door import gathering_for, me, viewer
from kinweave.jobs.models import State
from kinweave.mixing import actions
from kinweave.mixing.forms import How, Making, Who
from kinweave.mixing.models import Participant, Plan
from kinweave.mixing.reading import (
    OneRound,
    all_new_for,
    now_on,
    participants_of,
    rounds_of,
)

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _plan_for(request: HttpRequest, pk: int, number: int, *, run: bool = False) -> Plan:
    """One of a gathering's plans: 404 if it is not there for them, 403 if they may not run it."""
    of = gathering_for(request, pk)
    rows = Plan.objects.visible_to(viewer(request)).select_related("occasion")
    found: Plan | None = rows.filter(occasion__gathering=of, pk=number).first()
    if found is None:
        raise Http404
    found.occasion.gathering = of
    if run:
        allowed(viewer(request), "run", found)
    return found


def _number(text: str) -> int:
    """A number as a form says it; 404 for what is none."""
    if not (text.isascii() and text.isdecimal()):
        raise Http404
    return int(text[:18])


def _context(plan: Plan) -> dict[str, Any]:
    of = plan.occasion.gathering
    return {"plan": plan, "gathering": of, "circle": of.circle}


@login_required
@form_page
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan for a date: the next one that has none, or the one that is chosen."""
    of = gathering_for(request, pk, "host")
    dates = _dates_without(request, of)
    chosen = request.POST.get("date") or request.GET.get("date", "")
    on = next((one for one in dates if chosen in ("", str(one.number))), None)
    if on is None:
        messages.warning(request, _("That date has a plan already, or there is none to come."))
        return redirect(of)
    form = Making(request.POST or None, said_yes=_said_yes(request, on))
    if request.method == "POST" and form.is_valid():
        how = {name: form.cleaned_data[name] for name in ("rounds", "size", "minutes")}
        try:
            made = actions.make(me(request), on, **how, **form.said, at=timezone.now())
            messages.success(request, _("The groups are being mixed."))
            return redirect(made)
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal.words))
    others = [one for one in dates if one is not on]
    context = {"form": form, "on": on, "others": others, "gathering": of, "circle": of.circle}
    return render(request, "mixing/new.html", context)


def _dates_without(request: HttpRequest, of: Gathering) -> list[Occasion]:
    """A date whose plan is there already leads to that one: two presses are one."""
    if of.cancelled_at is not None:
        return []
    rows = Occasion.objects.visible_to(viewer(request)).not_over(timezone.now())
    rows = rows.filter(gathering=of, skipped_at=None)
    if request.method != "POST":
        plans = Plan.objects.visible_to(viewer(request)).filter(occasion__gathering=of)
        rows = rows.exclude(pk__in=plans.order_by().values("occasion"))
    found = list(rows[:12])
    for one in found:
        one.gathering = of
    return found


def _said_yes(request: HttpRequest, on: Occasion) -> list[Answer]:
    rows = Answer.objects.visible_to(viewer(request)).filter(occasion=on, says=Answer.Says.YES)
    return list(rows.select_related("person", "guest"))


@login_required
@require_GET
def plan(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Where one sits; for whoever runs it, all rounds and what is to be done."""
    found = _plan_for(request, pk, number)
    looks = viewer(request)
    hosts = can(looks, "run", found)
    people = participants_of(looks, found)
    rounds = rounds_of(looks, found, people)
    on = now_on(rounds)
    begun = [one for one in rounds if one.began_at]
    context = _context(found) | {
        "hosts": hosts,
        "rounds": rounds,
        "begun": begun,
        "on": on,
        "is_in": any(one.person_id == looks.person for one in people),
        "next": next((one for one in rounds if not one.began_at), None),
        "after": len(begun),
        "can_begin": actions.can_begin(found, timezone.now()),
        "mixing": found.mixed_at is None and found.state != State.FAILED,
        "failed": found.mixed_at is None and found.state == State.FAILED,
        "new_for": _said_kindly(found, rounds, people),
        "people": people,
    }
    return render(request, "mixing/plan.html", context)


def _said_kindly(plan: Plan, rounds: list[OneRound], people: list[Participant]) -> int | None:
    """For how many rounds everybody can meet somebody new, where that is fewer than there are."""
    new_for = all_new_for(len(people), plan.size)
    return new_for if len(rounds) > new_for else None


@login_required
@require_POST
def next_round(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Go on, or say that it was the last; or mix again, after a failure."""
    found = _plan_for(request, pk, number, run=True)
    try:
        if "end" in request.POST:
            actions.end(me(request), found, at=timezone.now())
        elif "again" in request.POST:
            actions.mix_again(me(request), found, at=timezone.now())
        else:
            after = _number(request.POST.get("after", ""))
            actions.begin_next(me(request), found, after=after, at=timezone.now())
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal.words))
    if "screen" in request.POST:
        return redirect("mixing-screen", pk, number)
    return redirect(found)


@login_required
@require_GET
def screen(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The round that is on, in large letters; it follows whoever goes on."""
    found = _plan_for(request, pk, number)
    looks = viewer(request)
    rounds = rounds_of(looks, found, participants_of(looks, found))
    on = now_on(rounds)
    ready = bool(found.mixed_at)
    stands = f"{on.number if on else 0}-{found.asked}-{ready}-{bool(found.ended_at)}"
    begins = ready and not found.ended_at and actions.can_begin(found, timezone.now())
    after = next((one for one in rounds if not one.began_at), None)
    more = {
        "on": on, "stands": stands, "many": len(rounds),
        "next": after if begins and can(looks, "run", found) else None,
    }  # fmt: skip
    return render(request, "mixing/screen.html", _context(found) | more)


@login_required
@form_page
def people(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Who came later, and who goes early."""
    found = _plan_for(request, pk, number, run=True)
    looks = viewer(request)
    there = participants_of(looks, found)
    known = {(one.person_id, one.guest_id) for one in there}
    said_yes = [
        one
        for one in _said_yes(request, found.occasion)
        if (one.person_id, one.guest_id) not in known
    ]
    going = "participant" in request.POST
    form = Who(None if going else request.POST or None, said_yes=said_yes, ticked=False)
    if request.method == "POST" and (going or form.is_valid()):
        try:
            if going:
                _goes(request, found, there)
            elif actions.add(me(request), found, **form.said, at=timezone.now()):
                messages.success(request, _("They are in from the next round on."))
            else:
                messages.warning(request, _("Nobody new was named. Nothing was changed."))
            return redirect("mixing-people", pk, number)
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal.words))
    rounds = rounds_of(looks, found, there)
    to_come = [one.number for one in rounds if not one.began_at]
    rows = [(one, [n for n in to_come if n > one.first]) for one in there]
    context = _context(found) | {
        "form": form, "rows": rows, "to_come": to_come, "nobody_began": len(to_come) == len(rounds),
    }  # fmt: skip
    return render(request, "mixing/people.html", context)


def _goes(request: HttpRequest, plan: Plan, there: list[Participant]) -> None:
    which = _number(request.POST.get("participant", ""))
    one = next((one for one in there if one.pk == which), None)
    if one is None:
        raise Http404
    said = request.POST.get("gone", "")
    gone = _number(said) if said else None
    actions.go_early(me(request), plan, one, gone=gone, at=timezone.now())
    messages.success(request, _("Noted. What has not begun is mixed again."))


@login_required
@form_page
def change(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Other rounds, other groups, or none at all."""
    found = _plan_for(request, pk, number, run=True)
    looks = viewer(request)
    if "away" in request.POST:
        actions.throw_away(me(request), found)
        messages.success(request, _("The mixing plan is gone, and the names in it with it."))
        return redirect(found.occasion.gathering)
    rounds = rounds_of(looks, found, [])
    begun = sum(1 for one in rounds if one.began_at)
    initial = {"rounds": len(rounds), "size": found.size, "minutes": found.minutes}
    form = How(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(me(request), found, **form.cleaned_data, at=timezone.now())
            messages.success(request, _("What has not begun is mixed again."))
            return redirect(found)
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal.words))
    context = _context(found) | {"form": form, "next": begun + 1, "begun": begun}
    return render(request, "mixing/change.html", context)


@login_required
@require_GET
def table(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """All rounds, to be printed."""
    return _on_paper(request, _plan_for(request, pk, number, run=True), "mixing/table.html")


@login_required
@require_GET
def cards(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A card for each person, to be cut apart."""
    return _on_paper(request, _plan_for(request, pk, number, run=True), "mixing/cards.html")


def _on_paper(request: HttpRequest, plan: Plan, template: str) -> HttpResponse:
    looks = viewer(request)
    people = participants_of(looks, plan)
    rounds = rounds_of(looks, plan, people)
    at = {
        (one.number, who.pk): group.number
        for one in rounds
        for group in one.groups
        for who in group.people
    }
    hands = [
        (who, [(one.number, at.get((one.number, who.pk))) for one in rounds
               if who.is_there(one.number)])
        for who in people
    ]  # fmt: skip
    context = _context(plan) | {"rounds": rounds, "hands": hands, "mixing": plan.mixed_at is None}
    return render(request, template, context)
