"""What I wish for, and the crew that is proposed to me."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.access import Viewer
from kinweave.calling.models import Call
from kinweave.circles.around import members
from kinweave.people.models import Person
from kinweave.people.week import BLANK
from kinweave.plans.wording import place
from kinweave.weaving import actions, own
from kinweave.weaving.actions.answering import mark_of
from kinweave.weaving.actions.hours import may_change_hours
from kinweave.weaving.forms import Hours, Wishing
from kinweave.weaving.models import Answer, Season, Wish
from kinweave.weaving.showing import MyCrew, my_crew, my_reasons_left, other_times, stage_of
from kinweave.weaving.views.door import me, season_for, tried, viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, pk: int) -> HttpResponse:
    """One page, filled in from my profile and what I said before; or take it all back."""
    of, now = season_for(request, pk, "wish"), timezone.now()
    if request.method == "POST" and "back" in request.POST:
        if stage_of(of, now) not in ("wishes", "proposing"):
            raise Http404
        actions.take_back_wish(me(request), of)
        messages.success(request, _("It is taken back, and all that you said is deleted."))
        return redirect(of)
    form = _form(request, of, now)
    saves = request.method == "POST" and "take" not in request.POST
    if saves and form.is_valid():
        kept = tried(
            request,
            lambda: actions.say_wish(me(request), of, **form.said, at=now),
            _("Your wish is kept. You can change it until the last day for wishes."),
        )
        for words in form.narrowed() if kept else []:
            messages.info(request, words)
        return redirect(of)
    known = Wish.objects.visible_to(viewer(request)).standing().filter(season=of).exists()
    page = {
        "season": of, "circle": of.circle, "form": form, "known": known,
        "open": of.takes_wishes(now),
    }  # fmt: skip
    return render(request, "weaving/wish.html", page)


def _form(request: HttpRequest, of: Season, now: datetime) -> Wishing:
    person = me(request)
    known = Wish.objects.visible_to(viewer(request)).filter(season=of).first()
    hours = getattr(person, "hours", None)
    profile = hours.week if hours else BLANK
    spoken = own.languages_of(person)
    first: dict[str, Any] = {"languages": spoken, "zone": person.time_zone}
    if known:
        wished, apart = own.regards_of(person, known)
        first = {
            "intention": known.intention, "reply": known.reply, "languages": known.languages,
            "hosting": known.hosting, "zone": known.zone, "wished": wished, "apart": apart,
            "calls": own.appealing_to(person, known),
        }  # fmt: skip
    people = list(members(viewer(request), of.circle).exclude(pk=person.pk))
    codes = {*spoken, *own.spoken_here(of.circle), *first["languages"]}
    calls = _calls(viewer(request), of, now)
    first.setdefault("calls", [one.pk for one in calls if one.caller_id == person.pk])
    named = [(one.pk, _called(one, person)) for one in calls]
    more: dict[str, Any] = {"season": of, "people": people, "spoken": codes, "calls": named}
    if request.method == "POST" and "take" in request.POST:
        # What else was typed stays; the week is the profile's now.
        typed = Wishing(request.POST, week=profile, initial=first, **more)
        typed.is_valid()
        first |= {
            name: request.POST.getlist(name) if name in ("languages", "calls", "wished", "apart")
            else request.POST.get(name, "")
            for name in typed.fields if not name.endswith("day")
        } | {"zone": person.time_zone}  # fmt: skip
        return Wishing(week=profile, initial=first, **more)
    week = known.week if known else profile
    return Wishing(request.POST or None, week=week, initial=first, **more)


def _calls(looks: Viewer, of: Season, now: datetime) -> list[Call]:
    rows = Call.objects.visible_to(looks).open(now).filter(circle=of.circle_id)
    return list(rows.select_related("caller").order_by("until", "pk"))


def _called(one: Call, person: Person) -> str:
    if one.caller_id == person.pk:
        return _("{call}, my own: this season fills it").format(call=one.name)
    return _("{call}, by {caller}").format(call=one.name, caller=one.caller.shown_name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def crew(request: HttpRequest, pk: int) -> HttpResponse:
    """Who, when, in which language, why; and my answer."""
    of, now, looks = season_for(request, pk, "wish"), timezone.now(), viewer(request)
    if request.method == "POST":
        says, number = request.POST.get("says", ""), request.POST.get("crew", "")
        if says not in Answer.Says.values or not number.isdecimal() or len(number) > 15:
            raise Http404
        asked = request.POST.get("asked", "")
        tried(
            request,
            lambda: actions.answer(
                me(request), of, crew=int(number), asked=asked, says=says, at=now
            ),
            _("Your answer is kept. Nobody else is told. You can change it until the last day."),
        )
        return redirect("season-crew", of.pk)
    mine, left = my_crew(looks, of, now), my_reasons_left(looks, of)
    page: dict[str, Any] = {
        "season": of, "circle": of.circle, "stage": stage_of(of, now), "mine": mine, "left": left,
    }  # fmt: skip
    if mine:
        said = Answer.objects.visible_to(looks).filter(place=mine.place).first()
        page |= {
            "said": said.says if said else "",
            "asked": mark_of(mine.crew),
            "dates": (dates := _dates(mine, me(request))),
            "elsewhere": any(my.utcoffset() != theirs.utcoffset() for my, theirs in dates),
            "zone": place(mine.crew.zone),
            "may_change_hours": may_change_hours(mine.crew, of, now),
            "others": other_times(mine.crew),
        }
    return render(request, "weaving/crew.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """My hours are others since I wished; my crew hears of it if its time suits not all."""
    of, now, looks = season_for(request, pk, "wish"), timezone.now(), viewer(request)
    mine = my_crew(looks, of, now)
    said = Wish.objects.visible_to(looks).filter(season=of).first()
    if mine is None or said is None or not may_change_hours(mine.crew, of, now):
        raise Http404
    form = Hours(request.POST or None, week=said.week, zone=said.zone)
    if request.method == "POST" and form.is_valid():
        zone, suits = form.cleaned_data["zone"], []
        if tried(
            request,
            lambda: suits.append(
                actions.change_hours(me(request), of, week=form.week, zone=zone, at=now)
            ),
        ):
            messages.success(
                request,
                _("Kept. The time of your crew still suits all of you, so nobody hears of it.")
                if suits[0]
                else _("Kept. The time does not suit all of you any more: your crew is told."),
            )
        return redirect("season-crew", of.pk)
    page = {"season": of, "circle": of.circle, "form": form}
    return render(request, "weaving/hours.html", page)


def _dates(mine: MyCrew, person: Person) -> list[tuple[datetime, datetime]]:
    """Each date by my clock, and by the crew's."""
    my, theirs = ZoneInfo(person.time_zone), ZoneInfo(mine.crew.zone)
    return [(one.astimezone(my), one.astimezone(theirs)) for one in mine.crew.starts]
