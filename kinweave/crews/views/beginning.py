"""The first dates of a crew that was begun by hand."""

from __future__ import annotations

from datetime import time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.circles.models import Membership
from kinweave.crews import actions
from kinweave.crews.forms import FirstCycle
from kinweave.crews.models import Cycle
from kinweave.crews.views.door import crew_for, me, viewer

SOON = timedelta(weeks=2)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dates(request: HttpRequest, slug: str) -> HttpResponse:
    """Lay them: the first one, the rhythm, how many."""
    of, looks, now = crew_for(request, slug), viewer(request), timezone.now()
    start = {
        "day": timezone.localdate() + SOON, "time": time(19), "zone": me(request).time_zone,
        "every_weeks": 2, "meetings": 6, "minutes": 90,
    }  # fmt: skip
    form = FirstCycle(request.POST or None, initial=start, zone=me(request).time_zone)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lay_first(me(request), of, at=now, **form.cleaned_data)
            messages.success(request, _("Your dates stand. Each of you has a letter with them."))
            return redirect("crew", slug)
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
    page = {
        "circle": of,
        "form": form,
        "laid": Cycle.objects.visible_to(looks).filter(circle=of).exists(),
        "alone": Membership.objects.visible_to(looks).current().filter(circle=of).count() < 2,
    }
    return render(request, "crews/dates.html", page)
