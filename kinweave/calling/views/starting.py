"""Starting the crew that one called, or letting the call go."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinweave.calling import actions
from kinweave.calling.views.door import call_for, me


@login_required
@require_POST
def crew(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Begin, with these people at this time."""
    one = call_for(request, slug, pk, "start")
    people = [int(each[:18]) for each in request.POST.getlist("with") if _is_number(each)]
    try:
        first = datetime.fromisoformat(request.POST.get("first", ""))
        if first.tzinfo is None:
            raise ValueError
    except ValueError:
        messages.warning(request, _("Choose one of the times first."))
        return redirect(one)
    try:
        made = actions.start(me(request), one, people=people, first=first, at=timezone.now())
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(one)
    messages.success(request, _("Your crew begins. Each of you has a letter with all dates."))
    return redirect("crew", made.slug)


@login_required
@require_POST
def ending(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let it go."""
    one = call_for(request, slug, pk, "start")
    try:
        actions.let_go(me(request), one, at=timezone.now())
        messages.success(request, _("It is called no more. Those who answered are told, kindly."))
    except actions.Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("circle-calls", slug)


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdecimal()
