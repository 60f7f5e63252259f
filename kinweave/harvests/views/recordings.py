"""A recording: adding it, hearing it, saying more about it; and each speaker's own yes or no."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import can, visible_or_404
from kinweave.harvests import actions
from kinweave.harvests.forms import Adding, Changing, Naming
from kinweave.harvests.models import Consent, Decline, Recording, Speaker
from kinweave.harvests.showing import possible_for
from kinweave.harvests.views.door import (
    around,
    been_for,
    me,
    recording_for,
    speaker_for,
    viewer,
)

form_page = require_http_methods(["GET", "HEAD", "POST"])
SAID = ("title", "kind", "size", "length", "day", "words", "explicit", "audience")


@login_required
@form_page
def new(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Add one, with those who speak in it."""
    on = been_for(request, pk, number, "host")
    people = possible_for(viewer(request), on).all
    form = Adding(request.POST or None, people=people, initial={"day": on.day})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record(me(request), on, at=timezone.now(), **form.cleaned_data)
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal.words))
            return redirect(on.gathering)
        made.occasion = on
        messages.success(
            request, _("It is there for others once all who speak in it have said yes.")
        )
        return redirect(made)
    return render(request, "harvests/record.html", {**around(request, on, seen=True), "form": form})


@require_GET
def recording(request: HttpRequest, pk: int, number: int, recording: int) -> HttpResponse:
    """What one hears, and where."""
    one = recording_for(request, pk, number, recording)
    looks = viewer(request)
    rows = Speaker.objects.visible_to(looks).filter(recording=one).select_related("person")
    speakers = list(rows)
    context = {
        **around(request, one.occasion),
        "recording": one,
        "heard": one.heard,  # type: ignore[attr-defined]  # annotated
        "speakers": [each.shown_name for each in speakers if each.shown_name],
        "speaks": looks.is_somebody and any(each.person_id == looks.person for each in speakers),
        "hosts": can(looks, "host", one.occasion.gathering),
    }
    return render(request, "harvests/recording.html", context)


@login_required
@form_page
def change(request: HttpRequest, pk: int, number: int, recording: int) -> HttpResponse:
    """For whoever hosts: say more about it, name who else speaks, take it away."""
    one = recording_for(request, pk, number, recording, "host")
    start = {name: getattr(one, name) for name in SAID}
    form = Changing(request.POST if "say" in request.POST else None, recording=one, initial=start)
    naming = Naming(
        request.POST if "name" in request.POST else None,
        people=possible_for(viewer(request), one.occasion).all,
    )
    try:
        if said := _changed(request, one, form, naming):
            messages.success(request, said)
            if "away" in request.POST:
                return redirect("date-harvest", pk, number)
            return redirect(one)
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal.words))
        return redirect("date-harvest", pk, number)
    rows = Speaker.objects.visible_to(viewer(request)).filter(recording=one)
    context = {
        **around(request, one.occasion),
        "recording": one,
        "form": form,
        "naming": naming,
        "speakers": list(rows.select_related("person")),
    }
    return render(request, "harvests/change_recording.html", context)


def _changed(request: HttpRequest, one: Recording, form: Changing, naming: Naming) -> str:
    """What came of the button that was pressed, in words; nothing where something needs another
    word, or none was."""
    who, now = me(request), timezone.now()
    if "say" in request.POST and form.is_valid():
        actions.say_otherwise(who, one, at=now, **form.cleaned_data)
        return _("That is what is said of it now.")
    if "name" in request.POST and naming.is_valid():
        actions.add_speakers(who, one, at=now, **naming.cleaned_data)
        return _("They are asked. Until they say yes, it cannot be heard.")
    if "withdraw" in request.POST:
        actions.withdraw(who, _outsider(request, one), at=now)
        return _("Noted. It cannot be heard any more.")
    if "away" in request.POST:
        actions.take_away(who, one, at=now)
        return _("The recording is gone, here and in the podcast.")
    return ""


def _outsider(request: HttpRequest, recording: Recording) -> Speaker:
    number = request.POST["withdraw"]
    if not (number.isascii() and number.isdecimal()):
        raise Http404
    found: Speaker = visible_or_404(
        Speaker.objects, viewer(request), pk=int(number[:18]), recording=recording, person=None
    )
    found.recording = recording
    return found


@login_required
@form_page
def consent(request: HttpRequest, pk: int, number: int, recording: int) -> HttpResponse:
    """For each who speaks in it: listen, then say yes or no. A letter leads here; nothing happens
    until a button is pressed."""
    one = recording_for(request, pk, number, recording)
    looks = viewer(request)
    mine = speaker_for(request, one)
    if request.method == "POST":
        return _answered(request, one, mine)
    yes = Consent.objects.visible_to(looks).filter(speaker=mine, withdrawal=None).last()
    context = {
        **around(request, one.occasion),
        "recording": one,
        "yes": yes,
        "no": None if yes else Decline.objects.visible_to(looks).filter(speaker=mine).first(),
    }
    return render(request, "harvests/consent.html", context)


def _answered(request: HttpRequest, recording: Recording, mine: Speaker) -> HttpResponse:
    try:
        return _answer(request, recording, mine)
    except actions.Gone as gone:
        messages.warning(request, str(gone.words))
        return redirect("home")


def _answer(request: HttpRequest, recording: Recording, mine: Speaker) -> HttpResponse:
    who, now, says = me(request), timezone.now(), request.POST.get("says", "")
    if says == "yes":
        actions.agree(who, mine, at=now)
        messages.success(request, _("Good. You may say otherwise here at any time."))
    elif says == "no":
        actions.decline(who, mine, at=now)
        messages.success(
            request, _("Noted. It cannot be heard by anybody else, and nobody is told why.")
        )
    elif says == "not-me":
        actions.not_me(who, mine, at=now)
        messages.success(request, _("Noted: you do not speak in it."))
        return redirect("home")
    else:
        raise Http404
    return redirect("recording-consent", recording.occasion.gathering_id,
                    recording.occasion.number, recording.pk)  # fmt: skip
