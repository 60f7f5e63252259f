"""Answering a call, asking its caller, and their reply."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.access import allowed
from kinweave.calling import actions
from kinweave.calling.forms import Answering, Asking, Replying
from kinweave.calling.models import CallAnswer, CallQuestion
from kinweave.calling.showing import own_week
from kinweave.calling.views.door import call_for, me, viewer
from kinweave.people.week import BLANK


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Yes, maybe, or take it back; with hours for this call alone, where they are others."""
    one, looks = call_for(request, slug, pk, "answer"), viewer(request)
    mine = CallAnswer.objects.visible_to(looks).filter(call=one, person=looks.person).first()
    profile = own_week(looks, None)
    hosts = bool(mine and mine.hosts)
    form = Answering(request.POST or None, week=own_week(looks, mine), hosts=hosts)
    if request.method == "POST" and request.POST.get("says") == "back":
        actions.take_back(me(request), one)
        messages.success(request, _("Taken back. Nobody is told that it was there."))
        return redirect(one)
    if request.method == "POST" and form.is_valid():
        says = request.POST.get("says", "")
        if says not in CallAnswer.Says.values:
            raise Http404
        # Without any hours nobody could join: whoever empties them means those of their profile.
        week = "" if form.week in (profile, BLANK) else form.week
        try:
            actions.answer(
                me(request), one, says=says, week=week, hosts=form.cleaned_data["hosts"],
                at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("The caller can see it. You can take it back."))
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(one)
    page = {"circle": one.circle, "call": one, "form": form, "mine": mine}
    return render(request, "calling/answer.html", page)


@login_required
@require_POST
def question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask the caller."""
    one = call_for(request, slug, pk, "answer")
    form = Asking(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Write a question of up to a thousand letters."))
        return redirect(one)
    try:
        actions.ask(me(request), one, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The caller reads it, and nobody else until they answer."))
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(one)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, slug: str, pk: int, question: int) -> HttpResponse:
    """Answer what was asked: to whoever asked, or so that all can read it."""
    one = call_for(request, slug, pk)
    rows = CallQuestion.objects.visible_to(viewer(request)).filter(call=one, pk=question)
    found = rows.select_related("call", "person").first()
    if found is None:
        raise Http404
    allowed(viewer(request), "reply", found)
    start = {"words": found.reply, "told": found.told or not found.reply}
    form = Replying(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.reply(me(request), found, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Answered."))
        return redirect(one)
    page = {"circle": one.circle, "call": one, "form": form, "question": found}
    return render(request, "calling/reply.html", page)
