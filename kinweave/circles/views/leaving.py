"""Leaving, coming back, and ending a circle: each says what goes, and asks once."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.access import can, visible_or_404
from kinweave.circles import actions, around
from kinweave.circles.models import Ending, Responsibility
from kinweave.circles.views.door import circle_for, me, viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """What goes along when you leave, and the button."""
    looks = viewer(request)
    circle = circle_for(request, slug, "take part")
    if request.method == "POST":
        with suppress(actions.Closed):  # another browser of theirs was heard first: they have left
            actions.leave(me(request), circle, at=timezone.now())
        messages.success(
            request, _("You have left. For a week you can come back by yourself, from here.")
        )
        return redirect("circles")
    left = actions.circles_left(me(request), circle)
    held = Responsibility.objects.visible_to(looks).filter(
        circle__in=left, holder=looks.person, closed_at=None
    )
    page = {
        "circle": circle,
        "inside": left[1:],
        "held": held,
        "alone": around.size(circle) == 1,
        "last_partner": around.is_last_partner(looks, circle),
        "verbs": {"end": can(looks, "end", circle), "appoint": can(looks, "appoint", circle)},
    }
    return render(request, "circles/leave.html", page)


@login_required
@require_POST
def come_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Think again within a week."""
    now = timezone.now()
    circle = around.left_by(me(request), slug, now)
    if circle is None:
        raise Http404
    try:
        actions.come_back(me(request), circle, at=now)
    except actions.Closed as closed:
        messages.warning(request, str(closed))
        return redirect("circles")
    messages.success(request, _("You are back."))
    return redirect(circle)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """End a circle for everybody in it; it can be brought back for thirty days."""
    circle = circle_for(request, slug, "end")
    if request.method == "POST":
        with suppress(actions.Closed):  # as above: it has ended
            actions.end(me(request), circle, at=timezone.now())
        messages.success(request, _("It has ended. For thirty days a partner can bring it back."))
        return redirect("circles")
    return render(request, "circles/end.html", {"circle": circle, "people": around.size(circle)})


@login_required
@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an ending."""
    ending = visible_or_404(Ending.objects, viewer(request), pk=pk)
    try:
        circle = actions.bring_back(me(request), ending, at=timezone.now())
    except actions.Closed as closed:
        messages.warning(request, str(closed))
        return redirect("circles")
    messages.success(request, _("It goes on, with everybody who was in it."))
    return redirect(circle)
