"""What is asked of those who come: replying, asking, reading what was replied."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import can
from kinweave.gatherings.models import Gathering
from kinweave.preparing import actions, ready
from kinweave.preparing.asked import asked, replied
from kinweave.preparing.forms import Asking, Replying
from kinweave.preparing.models import Question, Told
from kinweave.preparing.views.door import gathering_for, me, question_for, viewer

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply, change it, take it back; and read what is told to those who come."""
    of, looks, now = gathering_for(request, pk), viewer(request), timezone.now()
    found = asked(looks, of, now)
    keeping = request.method == "POST" and "back" not in request.POST
    form = Replying(request.POST if keeping else None, asked=found)
    if request.method == "POST" and not keeping:
        actions.take_back(me(request), of)
        messages.success(request, _("It is taken back. Nobody is told that it was there."))
        return redirect("gathering-questions", pk)
    if keeping and form.is_valid():
        try:
            actions.reply(me(request), of, replies=form.replies, at=now)
            messages.success(request, _("Kept. You can change it, or take it back, at any time."))
            return redirect(of)
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
            return redirect("gathering-questions", pk)
    told = [one.question for one in found if one.question.told == Told.COMING]
    page = {
        "gathering": of,
        "circle": of.circle,
        "asked": found,
        "form": form,
        "comes": any(one.comes for one in found) and of.cancelled_at is None,
        "said": any(one.said is not None for one in found),
        "heard": [one for one in replied(looks, of, told) if one[1]],
        "hosts": can(looks, "host", of),
    }
    return render(request, "preparing/questions.html", page)


@login_required
@form_page
def asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what is asked, in which order, and who is told."""
    of, looks, now = gathering_for(request, pk, "host"), viewer(request), timezone.now()
    adding = request.method == "POST" and not {"change", "ready"} & request.POST.keys()
    form = Asking(request.POST if adding else None)
    try:
        if adding and form.is_valid():
            actions.ask(me(request), of, at=now, **form.cleaned_data)
            return redirect("gathering-asking", pk)
        if request.method == "POST" and not adding:
            _change(request, of)
            return redirect("gathering-asking", pk)
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("gathering-asking", pk)
    found = [one.question for one in asked(looks, of, now)]
    there = {one.ready for one in found}
    page = {
        "gathering": of,
        "circle": of.circle,
        "form": form,
        "asked": found,
        "may_ask": len(found) < Question.MOST,
        "ready": [one for one in Question.Ready if one not in there],
    }
    return render(request, "preparing/asking.html", page)


def _change(request: HttpRequest, of: Gathering) -> None:
    """One click: something ready-made, or what becomes of a question."""
    who, now = me(request), timezone.now()
    if which := request.POST.get("ready"):
        if which not in ready.QUESTIONS:
            raise Http404
        actions.ask(who, of, at=now, **ready.question(which))
        return
    question, change = question_for(request, of), request.POST.get("change", "")
    if change in {"earlier", "later"}:
        actions.reorder(who, question, earlier=change == "earlier")
    elif change == "stop":
        actions.stop_asking(who, question, at=now)
    elif change in Told.values:
        actions.tell_replies_to(who, question, told=change, at=now)
    else:
        raise Http404


@login_required
@require_GET
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """Question by question, to be read or printed by whoever hosts."""
    of, looks, now = gathering_for(request, pk, "host"), viewer(request), timezone.now()
    found = asked(looks, of, now)
    page = {
        "gathering": of,
        "circle": of.circle,
        "replied": replied(looks, of, [one.question for one in found]),
        "is_host": of.host_id == looks.person,
    }
    return render(request, "preparing/replies.html", page)
