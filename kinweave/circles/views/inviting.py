"""Invitations: making them, showing one, and coming in by one."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.access import can, visible_or_404
from kinweave.circles import actions, around
from kinweave.circles.forms import Inviting
from kinweave.circles.models import Invitation
from kinweave.circles.views.door import circle_for, me, viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Make one; those that still let somebody in."""
    looks, now = viewer(request), timezone.now()
    circle = circle_for(request, slug, "invite")
    partners = can(looks, "appoint", circle)
    form = Inviting(request.POST or None, circle=circle, partners=partners)
    if request.method == "POST" and form.is_valid():
        made = actions.invite(me(request), circle, at=now, **form.cleaned_data)
        said = _("Here is the link.")
        if made.address:
            said = _("A letter takes it there. If none arrives, send this link on yourself.")
        messages.success(request, said)
        return redirect("invitation", circle.slug, made.pk)
    rows = Invitation.objects.visible_to(looks).open(now).filter(circle=circle)
    page = {"circle": circle, "form": form, "open": rows.select_related("made_by")}
    return render(request, "circles/invitations.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One of them, with its link and a picture of it; the button takes it back."""
    circle = circle_for(request, slug, "take part")
    found = visible_or_404(Invitation.objects, viewer(request), circle=circle, pk=pk)
    if request.method == "POST":
        actions.revoke(me(request), found, at=timezone.now())
        messages.success(request, _("The link lets nobody in any more."))
        return redirect("circle-invitations", circle.slug)
    link = request.build_absolute_uri(found.get_absolute_url())
    page = {"circle": circle, "invitation": found, "link": link, "picture": _picture(link)}
    return render(request, "circles/invitation.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody holds who was invited. Opening it changes nothing: there is a button."""
    looks, now = viewer(request), timezone.now()
    found = around.invitation_with(token)
    if found and found.circle_id in looks.circles:
        return redirect(found.circle)
    if not found or not _open(request, found):
        return render(request, "circles/closed.html", status=404)
    version = around.expected(found.circle)
    unread = version is not None and request.method == "POST" and not request.POST.get("read")
    if request.method == "POST" and looks.is_somebody and not unread:
        try:
            actions.enter(me(request), found, at=now)
        except actions.Closed:
            return render(request, "circles/closed.html", status=404)
        if version is not None:
            actions.accept(me(request), version, at=now)
        messages.success(request, _("Welcome. This is the circle."))
        return redirect(found.circle)
    page = {
        "circle": found.circle,
        "invitation": found,
        "standing": found.circle.standing_name(found.standing),
        "by": None if found.made_by_id in looks.hidden else found.made_by,
        "expectations": version,
        "unread": unread,
    }
    return render(request, "circles/invited.html", page)


def _open(request: HttpRequest, invitation: Invitation) -> bool:
    if not invitation.lets_in(timezone.now()):
        return False
    return not request.user.is_authenticated or actions.meant_for(me(request), invitation)


def _picture(link: str) -> str:
    code = segno.make(link, error="m")
    drawn = code.svg_inline(
        scale=5, dark="#000", light="#fff", border=4, svgclass=None, lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - segno draws squares; the link's letters are not in it
