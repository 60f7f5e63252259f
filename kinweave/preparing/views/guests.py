"""What is asked of guests, at their own secret address."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.gatherings.views.guests import guest_for, to_nobody_else
from kinweave.preparing import actions
from kinweave.preparing.asked import asked_as_guest
from kinweave.preparing.forms import Replying


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, secret: str) -> HttpResponse:
    """Reply, change it, take it back. Looking changes nothing: mail programs look, too."""
    who, now = guest_for(secret), timezone.now()
    found = asked_as_guest(who, now)
    keeping = request.method == "POST" and "back" not in request.POST
    form = Replying(request.POST if keeping else None, asked=found)
    if request.method == "POST" and not keeping:
        actions.take_back_as_guest(who)
        messages.success(request, _("It is taken back. Nobody is told that it was there."))
        return redirect("guest-questions", secret)
    if keeping and form.is_valid():
        try:
            actions.reply_as_guest(who, replies=form.replies, at=now)
            messages.success(request, _("Kept. You can change it, or take it back, at any time."))
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(who)
    of = who.gathering
    page = {
        "guest": who,
        "gathering": of,
        "circle": of.circle,
        "asked": found,
        "form": form,
        "comes": any(one.comes for one in found),
        "said": any(one.said is not None for one in found),
    }
    return to_nobody_else(render(request, "preparing/guest_questions.html", page))
