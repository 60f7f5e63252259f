"""Letters that somebody has to decide about."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.access import page_of, viewer_of
from kinweave.notices.mishaps import can_be_repeated, it_arrived, mishaps, send_again

A_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters_in_doubt(request: HttpRequest) -> HttpResponse:
    """What is in doubt or could not be sent, for whoever looks after the site."""
    if not viewer_of(request).administers:
        raise Http404
    if request.method == "POST":
        number = request.POST.get("letter", "")
        found = (
            mishaps().filter(pk=number).first() if number.isascii() and number.isdecimal() else None
        )
        settle = it_arrived if "arrived" in request.POST else send_again
        if found and settle(request.user, found, at=timezone.now()):
            again = settle is send_again
            said = _("It is on its way once more.") if again else _("Then it is settled.")
            messages.success(request, said)
        return redirect("letters-in-doubt")
    page = page_of(mishaps(), request.GET.get("page"), A_PAGE)
    told = [(delivery, can_be_repeated(delivery)) for delivery in page.rows]
    return render(request, "notices/mishaps.html", {"page": page, "told": told})
