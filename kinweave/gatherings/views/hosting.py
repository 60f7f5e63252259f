"""Pages for whoever hosts: planning, changing, dates, calling off."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.access import can
from kinweave.circles.models import Circle
from kinweave.fund.giving import currency_of
from kinweave.gatherings import actions
from kinweave.gatherings.actions.hosting import WHERE, WORDS
from kinweave.gatherings.forms import Changing, GoingOn, Moving, Planning, Why
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.showing import oddity
from kinweave.gatherings.views.door import circle_for, date_for, gathering_for, me, viewer
from kinweave.pictures import Made

RHYTHM = ("every", "which")

form_page = require_http_methods(["GET", "HEAD", "POST"])

BEGUN = {"name": 120, "words": 2_000}
"""What another page may fill in of a new one, and how many signs of it; and its minutes."""
EVENING, LONG_EVENING = 19, 300
"""From which hour something lasts whose minutes are told, and how many are no evening any more."""


@login_required
@form_page
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan one: a draft at first. With ``?like=``, it begins with the words of another, and what
    stands beside that one comes along; with ``?name=``, ``?words=`` and ``?minutes=``, with these,
    which other pages lead here with. Whoever plans it reads all of it before it is anything."""
    circle = circle_for(request, slug, "host in")
    old = _old(request, circle.pk)
    form = Planning(
        request.POST or None, request.FILES or None, zone=me(request).time_zone,
        initial=_like(request, old) if old else _begun(request), currency=currency_of(circle.pk),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _planned(request, circle, old, form)
        except actions.NoFund as refused:
            form.add_error("least", str(refused.words))
    return render(request, "gatherings/new.html", {"circle": circle, "form": form, "old": old})


def _planned(
    request: HttpRequest, circle: Circle, old: Gathering | None, form: Planning
) -> HttpResponse:
    words, picture, _gone = form.chosen()
    made = actions.plan(me(request), circle, like=old, at=timezone.now(), **words)
    _picture(request, made, picture, words["picture_alt"])
    said = "" if made.all_day else oddity(datetime.combine(made.day, made.time), made.zone)
    messages.success(request, _("Only you see it yet. Look at it, then announce it."))
    if said:
        messages.warning(request, said)
    return redirect(made)


def _old(request: HttpRequest, circle: int) -> Gathering | None:
    """The one that the new one is to be like; none, where it is not of this circle, or not seen."""
    number = request.GET.get("like", "")
    if not (number.isascii() and number.isdecimal()):
        return None
    rows = Gathering.objects.visible_to(viewer(request)).filter(circle=circle)
    return rows.filter(pk=int(number[:18])).first()


def _begun(request: HttpRequest) -> dict[str, object]:
    told = {name: request.GET[name].replace("\x00", "") for name in BEGUN if name in request.GET}
    begun: dict[str, object] = {name: value[: BEGUN[name]] for name, value in told.items()}
    minutes = request.GET.get("minutes", "")
    if minutes.isascii() and minutes.isdecimal() and 0 < int(minutes[:5]) < LONG_EVENING:
        hours, rest = divmod(int(minutes[:5]), 60)
        begun |= {"time": time(EVENING), "ends": time(EVENING + hours, rest)}
    return begun


def _like(request: HttpRequest, old: Gathering) -> dict[str, object]:
    told = WORDS if can(viewer(request), "know where", old) else set(WORDS) - set(WHERE)
    hour = ("all_day",) if old.all_day else ("time",)
    return {name: getattr(old, name) for name in (*told, *hour, "zone", *RHYTHM)}


@login_required
@form_page
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say it otherwise."""
    of = gathering_for(request, pk, "host")
    start = {name: getattr(of, name) for name in (*WORDS, "minutes", "picture_alt")}
    form = Changing(
        request.POST or None, request.FILES or None, initial={**start, "days": of.days},
        pictured=bool(of.picture), all_day=of.all_day,
        currency=currency_of(of.circle_id) or of.least_in,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        words, picture, gone = form.chosen()
        try:
            actions.change(me(request), of, at=timezone.now(), **words)
            if gone:
                actions.remove_picture(me(request), of, at=timezone.now())
            _picture(request, of, picture, words["picture_alt"])
            messages.success(request, _("That is how it reads now. Calendars hear of it."))
            return redirect(of)
        except actions.NoFund as refused:
            form.add_error("least", str(refused.words))
    return render(
        request, "gatherings/change.html", {"gathering": of, "circle": of.circle, "form": form}
    )


def _picture(request: HttpRequest, of: Gathering, picture: Made | None, alt: str) -> None:
    if picture:
        actions.show_picture(me(request), of, picture=picture, alt=alt, at=timezone.now())


@login_required
@require_POST
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Let those see it for whom it is."""
    of = gathering_for(request, pk, "host")
    actions.announce(me(request), of, at=timezone.now())
    messages.success(request, _("It is announced. Members hear of it in their next digest."))
    return redirect(of)


@login_required
@form_page
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call all of it off, or throw a draft away."""
    of = gathering_for(request, pk, "host")
    form = Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if of.published_at is None:
                actions.delete_draft(me(request), of)
                messages.success(request, _("The draft is gone."))
                return redirect("circle-gatherings", of.circle.slug)
            actions.call_off(me(request), of, at=timezone.now(), **form.cleaned_data)
            messages.success(
                request, _("It is called off, and those who would have come are told.")
            )
        except actions.Over as over:
            messages.warning(request, over.words)
        return redirect(of)
    page = {"gathering": of, "circle": of.circle, "form": form}
    return render(request, "gatherings/call_off.html", page)


@login_required
@form_page
def date(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Move a date, leave it out, put it back."""
    of = gathering_for(request, pk, "host")
    one = date_for(of, number)
    form = Moving(request.POST if "move" in request.POST else None, initial=_now(one))
    if not of.repeats:
        del form.fields["following"]
    if of.all_day:
        del form.fields["time"]
    leaving = Why(request.POST if "skip" in request.POST else None)
    now = timezone.now()
    try:
        if "move" in request.POST and form.is_valid():
            actions.move(me(request), one, at=now, **form.cleaned_data)
            messages.success(request, _("It is moved, and those who come are told."))
            hour = form.cleaned_data.get("time")
            if hour and (said := oddity(datetime.combine(form.cleaned_data["day"], hour), of.zone)):
                messages.warning(request, said)
            return redirect(of)
        if "skip" in request.POST and leaving.is_valid():
            actions.skip(me(request), one, at=now, **leaving.cleaned_data)
            messages.success(request, _("It is left out, and those who would have come are told."))
            return redirect(of)
        if "back" in request.POST:
            actions.put_back(me(request), one, at=now)
            messages.success(request, _("It takes place after all."))
            return redirect(of)
    except actions.Over as over:
        messages.warning(request, over.words)
        return redirect(of)
    page = {"gathering": of, "circle": of.circle, "date": one, "form": form, "leaving": leaving}
    return render(request, "gatherings/date.html", page)


def _now(one: Occasion) -> dict[str, object]:
    return {"day": one.day, "time": one.time}


@login_required
@form_page
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a series goes on."""
    of = gathering_for(request, pk, "host")
    form = GoingOn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.go_on(me(request), of, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("It goes on."))
            return redirect(of)
        except actions.Bounded as bounded:
            form.add_error("more", str(bounded.words))
        except actions.Over as over:
            messages.warning(request, over.words)
            return redirect(of)
    page = {"gathering": of, "circle": of.circle, "form": form}
    return render(request, "gatherings/go_on.html", page)
