"""Being forgotten: the wish, and changing one's mind."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.jobs.models import State
from kinweave.people.asking import me, viewer
from kinweave.people.erasure.wishes import TooLate, ask_to_be_forgotten, take_back
from kinweave.people.models import Erasure


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: HttpRequest) -> HttpResponse:
    """What would go and what would stay, before anybody decides; and until when one can stay."""
    if request.method == "POST":
        ask_to_be_forgotten(me(request), at=timezone.now())
        messages.success(request, _("We noted your wish. You can change your mind here."))
        return redirect("erasure")
    wishes = Erasure.objects.visible_to(viewer(request))
    wish = wishes.filter(state__in=[State.WAITING, State.CLAIMED]).first()
    return render(request, "people/erasure.html", {"wish": wish})


@login_required
@require_POST
def erasure_change_of_mind(request: HttpRequest) -> HttpResponse:
    """Stay after all."""
    try:
        take_back(me(request), at=timezone.now())
    except TooLate:
        messages.warning(request, _("There is no wish to take back. Nothing has changed."))
    else:
        messages.success(request, _("You stay. Nothing of yours has been touched."))
    return redirect("erasure")
