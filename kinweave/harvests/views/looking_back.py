"""For whoever hosts: who came, and a letter to them. For whoever is noted: taking it out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.access import Viewer
from kinweave.gatherings.models import Occasion
from kinweave.harvests import actions
from kinweave.harvests.forms import Noting, WritingToThem
from kinweave.harvests.models import Afterword, Noted, WhoCame
from kinweave.harvests.showing import possible_for
from kinweave.harvests.views.door import around, been_for, me, viewer

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def who_came(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The host's own note. It says to whom the letter goes, and nothing else."""
    looks = viewer(request)
    on = been_for(request, pk, number, "look back")
    people = possible_for(looks, on)
    not_asked = actions.taken_out(on) | {looks.person}
    noted = Noted.objects.visible_to(looks).filter(note__occasion=on)
    is_noted = WhoCame.objects.visible_to(looks).filter(occasion=on).exists()
    ticked = list(noted.values_list("person", flat=True)) if is_noted else people.sure
    form = Noting(
        request.POST if request.method == "POST" else None,
        expected=[one for one in people.expected if one[0] not in not_asked],
        others=[one for one in people.others if one[0] not in not_asked],
        initial={"expected": ticked, "others": ticked},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.note(me(request), on, form.people(), at=timezone.now())
            messages.success(request, _("Noted. It is forgotten by itself after sixty days."))
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal.words))
        return redirect("date-harvest", pk, number)
    page = {**around(request, on, seen=True), "form": form, "is_noted": is_noted}
    return render(request, "harvests/who_came.html", page)


@login_required
@require_POST
def not_noted(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take out what is noted of me."""
    on = been_for(request, pk, number)
    actions.take_out(me(request), on, at=timezone.now())
    messages.success(request, _("It is not noted of you any more, and will not be again."))
    return redirect("date-harvest", pk, number)


@login_required
@form_page
def letter(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Write to those who came: look at it first, then send it, once."""
    looks = viewer(request)
    on = been_for(request, pk, number, "look back")
    sent = Afterword.objects.visible_to(looks).filter(occasion=on).first()
    form = WritingToThem(request.POST or None)
    words = form.cleaned_data["words"] if form.is_bound and form.is_valid() else ""
    if words and "send" in request.POST:
        try:
            actions.write_to_those_who_came(me(request), on, words=words, at=timezone.now())
            messages.success(request, _("The letter is on its way to those who came."))
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal.words))
        return redirect("date-harvest", pk, number)
    context = {
        **around(request, on, seen=True),
        "form": form,
        "words": words,
        "sent": sent,
        "next": _next(looks, on),
        "names": [] if sent else _names(looks, on),
        "guests": [] if sent else [one.name for one in actions.guests_who_came(on)],
        "is_noted": WhoCame.objects.visible_to(looks).filter(occasion=on).exists(),
    }
    return render(request, "harvests/letter.html", context)


def _next(looks: Viewer, on: Occasion) -> Occasion | None:
    dates = Occasion.objects.visible_to(looks).taking_place().not_over(timezone.now())
    return dates.filter(gathering=on.gathering_id).select_related("gathering").first()


def _names(looks: Viewer, on: Occasion) -> list[str]:
    """To whom it goes, by name, as far as whoever hosts may know them."""
    goes_to = actions.receivers(on) - {looks.person}
    return [name for number, name in possible_for(looks, on).all if number in goes_to]
