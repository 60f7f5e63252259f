"""Asking for a slot, and thinking again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.access import allowed
from kinweave.bringing import actions
from kinweave.bringing.forms import Asking
from kinweave.bringing.models import Request, Slots
from kinweave.bringing.queue import dates_to_come
from kinweave.bringing.refusals import Refusal
from kinweave.bringing.views.door import me, request_for, slots_for, viewer

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Stand in the queue."""
    slots = slots_for(request, pk)
    if slots.gathering.cancelled_at is None:
        allowed(viewer(request), "ask for", slots)
    form = _form(request, slots)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(me(request), slots, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("You stand in the queue. You hear when it is your turn."))
            return redirect(slots)
        except Refusal as refusal:
            form.add_error(None, str(refusal.words))
    return _page(request, slots, form)


@login_required
@form_page
def change(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say it otherwise, or withdraw it."""
    slots = slots_for(request, pk)
    asked = request_for(request, slots, number, "change")
    if "withdraw" in request.POST:
        actions.withdraw(me(request), asked)
        messages.success(request, _("It is withdrawn. Nobody is told, and nobody asks why."))
        return redirect(slots)
    form = _form(request, slots, asked)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_request(me(request), asked, **form.cleaned_data)
            messages.success(request, _("That is how it reads now. Your place is the same."))
        except Refusal as refusal:
            messages.warning(request, str(refusal.words))
        return redirect(slots)
    return _page(request, slots, form, asked)


def _form(request: HttpRequest, slots: Slots, asked: Request | None = None) -> Asking:
    start = {}
    if asked:
        names = ("title", "words", "from_day", "remind")
        start = {name: getattr(asked, name) for name in names}
        start["not_on"] = [one.pk for one in asked.not_on.all()]
    dates = dates_to_come(viewer(request), slots, timezone.now())
    return Asking(request.POST or None, initial=start, dates=dates)


def _page(
    request: HttpRequest, slots: Slots, form: Asking, asked: Request | None = None
) -> HttpResponse:
    of = slots.gathering
    context = {
        "slots": slots, "gathering": of, "circle": of.circle, "form": form, "asked": asked,
    }  # fmt: skip
    return render(request, "bringing/request.html", context)
