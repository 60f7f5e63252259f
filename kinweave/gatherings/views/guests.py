"""Guests: asking for a link without an account, and the page at that link."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.access import Audience, Viewer
from kinweave.gatherings import actions
from kinweave.gatherings.for_guests import shown_to
from kinweave.gatherings.forms import Coming
from kinweave.gatherings.models import Answer, Gathering, Guest, Occasion, Shared
from kinweave.gatherings.models.answers import answers_of
from kinweave.gatherings.models.guests import guest_at
from kinweave.gatherings.showing import what_it_asks
from kinweave.gatherings.views.door import gathering_for
from kinweave.people.sign_in.limits import may_have_another
from kinweave.people.time_zones import known, place_of

Says = Answer.Says
DATES_SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
def come(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a name and an address. What follows is the same for every address."""
    of = gathering_for(request, pk)
    if of.audience != Audience.PUBLIC or of.published_at is None or of.least is not None:
        raise Http404
    form = Coming(request.POST if request.method == "POST" else None)
    page = {"gathering": of, "circle": of.circle, "form": form}
    if not form.is_valid():
        return render(request, "gatherings/come.html", page)
    if may_have_another(request, form.cleaned_data["address"]):
        try:
            actions.come_as_guest(
                of, **form.cleaned_data, language=get_language() or "", at=timezone.now()
            )
        except actions.Refusal as refused:
            messages.warning(request, str(refused.words))
            return redirect(of)
    return render(request, "gatherings/look_into_your_mail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, secret: str) -> HttpResponse:
    """What a guest says to each date, or to all. Looking changes nothing: mail programs look."""
    who = guest_for(secret)
    if request.method == "POST":
        return _said(request, who)
    of, now = who.gathering, timezone.now()
    rows = Occasion.objects.visible_to(Viewer.public()).filter(gathering=of, skipped_at=None)
    dates = list(rows.not_over(now)[:DATES_SHOWN])
    said = {one.occasion_id: one for one in answers_of(who.pk)}
    for one in dates:
        one.gathering = of
    comes = any(one.says == Says.YES for one in said.values())
    page = {
        "guest": who,
        "gathering": of,
        "circle": of.circle,
        "dates": [] if of.cancelled_at else [(one, said.get(one.pk)) for one in dates],
        "parts": shown_to(who, now),
        "asks": what_it_asks(of, ""),
        "where": of.shared == Shared.SEEN or comes,
    }
    # Whoever has no account has no clock here: the gathering's is shown, and named.
    with timezone.override(of.zone if of.zone in known() else None):
        page["clocks"] = place_of(of.zone)
        answer = render(request, "gatherings/guest.html", page)
    return to_nobody_else(answer)


def guest_for(secret: str) -> Guest:
    """Whoever holds this address, as long as what they come to is open to everybody; or 404."""
    who = guest_at(secret)
    seen = Gathering.objects.visible_to(Viewer.public())
    if who is None or not seen.filter(pk=who.gathering_id).exists():
        raise Http404
    return who


def to_nobody_else(answer: HttpResponse) -> HttpResponse:
    """A page at a secret address: kept nowhere, and told to no other site."""
    patch_cache_control(answer, private=True, no_store=True)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _said(request: HttpRequest, who: Guest) -> HttpResponse:
    at = timezone.now()
    if "forget" in request.POST:
        actions.forget_guest(who, at=at)
        messages.success(request, _("Your name and address are gone from here."))
        return redirect(who.gathering)
    number, brings = request.POST.get("date", ""), request.POST.get("brings", "0")
    says = request.POST.get("says", "")
    digits = all(one.isascii() and one.isdecimal() for one in (number, brings))
    if not digits or says not in (Says.YES, Says.MAYBE, Says.NO):
        raise Http404
    rows = Occasion.objects.visible_to(Viewer.public()).filter(gathering=who.gathering_id)
    date = rows.filter(number=int(number[:6])).first()
    if date is None:
        raise Http404
    try:
        said = actions.answer_as_guest(
            who, date, says=says, every="every" in request.POST, brings=int(brings[:3]), at=at
        )
    except actions.Refusal as refused:
        messages.warning(request, str(refused.words))
        return redirect(who)
    waits = any(one.says == Says.WAITING for one in said)
    messages.success(request, in_words(Says.WAITING if waits else says))
    return redirect(who)


def in_words(says: str) -> str:
    """What it came to, to somebody without an account."""
    return {
        Says.YES: _("Good. See you there."),
        Says.MAYBE: _("Noted. You can say otherwise at any time."),
        Says.WAITING: _("All seats are taken. You wait, in order, and hear if one is free."),
    }.get(Says(says), _("Noted. Nobody is told, and nobody asks why."))
