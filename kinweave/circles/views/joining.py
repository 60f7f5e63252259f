"""Asking to join, and the conversation about it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import can, visible_or_404
from kinweave.circles import actions, around
from kinweave.circles.forms import Joining, Writing
from kinweave.circles.models import Application
from kinweave.circles.views.door import circle_for, me, viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """The circle's questions. Who has asked already sees their conversation."""
    circle = circle_for(request, slug)
    mine = Application.objects.visible_to(viewer(request)).filter(circle=circle, person=me(request))
    if open_one := mine.filter(state=Application.State.OPEN).first():
        return redirect("application", circle.slug, open_one.pk)
    circle_for(request, slug, "apply")
    form = Joining(request.POST or None, questions=around.asked(circle))
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.apply(me(request), circle, answers=form.answers, at=timezone.now())
        except actions.Refusal:
            return redirect("circle-join", circle.slug)
        messages.success(request, _("It is sent. The partners read it, and nobody else."))
        return redirect("application", circle.slug, sent.pk)
    page = {"circle": circle, "form": form, "expectations": around.expected(circle)}
    return render(request, "circles/join.html", page)


@login_required
@require_GET
def applications(request: HttpRequest, slug: str) -> HttpResponse:
    """Who asks to join, for partners; then the answers that were given."""
    circle = circle_for(request, slug, "answer")
    rows = Application.objects.visible_to(viewer(request)).filter(circle=circle)
    rows = rows.exclude(person=me(request)).select_related("person")
    page = {
        "circle": circle,
        "waiting": rows.filter(state=Application.State.OPEN).order_by("sent_at"),
        "answered": rows.filter(state__in=["welcomed", "declined"])[:30],
    }
    return render(request, "circles/applications.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One conversation: answers, words to and fro, and the ways to end it."""
    looks, now = viewer(request), timezone.now()
    found = _one(request, slug, pk)
    form = Writing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_to(me(request), found, text=form.cleaned_data["text"], at=now)
        except actions.Closed as closed:
            messages.warning(request, str(closed))
        return redirect("application", slug, pk)
    page = {
        "circle": found.circle,
        "application": found,
        "form": form,
        "own": found.person_id == looks.person,
        "answer": can(looks, "answer", found),
        "messages_said": found.messages.select_related("author"),
        "undo": found.can_be_reopened(now),
    }
    return render(request, "circles/application.html", page)


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Welcome, not this time, think again; or, for whoever asked, take it back."""
    found, now = _one(request, slug, pk), timezone.now()
    verbs = {
        "welcome": (actions.welcome, _("They belong from now on, and are told so.")),
        "decline": (actions.decline, _("They are told in ten minutes. Until then you can undo.")),
        "reopen": (actions.reopen, _("It is open again. They have not been told anything.")),
        "withdraw": (actions.withdraw, _("You have taken it back. You can ask again any time.")),
    }
    chosen = verbs.get(request.POST.get("answer", ""))
    if chosen is None:
        return redirect("application", slug, pk)
    try:
        chosen[0](me(request), found, at=now)
        messages.success(request, chosen[1])
    except actions.Closed as closed:
        messages.warning(request, str(closed))
    return redirect("application", slug, pk)


def _one(request: HttpRequest, slug: str, pk: int) -> Application:
    looks = viewer(request)
    return visible_or_404(
        Application.objects, looks, circle__slug=slug, circle__ended_at=None, pk=pk
    )
