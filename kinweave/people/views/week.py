"""The hours of one's week: painted, or written day by day."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kinweave.people.actions.week import paint_week
from kinweave.people.asking import me
from kinweave.people.forms_week import Week
from kinweave.people.models import Profile, Told
from kinweave.people.week import BLANK

SEEN_BY = {
    Told.ME: gettext_lazy("Only you see it."),
    Told.NEAR: gettext_lazy("Your crews and pairs see it, nobody else."),
    Told.CIRCLES: gettext_lazy("The people of all your circles see it."),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest) -> HttpResponse:
    """One week that stands for all: it is kept by the clock on the wall, wherever that hangs."""
    person = me(request)
    kept = getattr(person, "hours", None)
    form = Week(
        request.POST if request.method == "POST" else None, week=kept.week if kept else BLANK
    )
    if form.is_valid():
        paint_week(person, week=form.week, at=timezone.now())
        messages.success(request, _("Your week is kept."))
        for words in form.narrowed():
            messages.info(request, words)
        return redirect("week")
    told = Told((getattr(person, "profile", None) or Profile()).hours_told)
    context = {"form": form, "zone": _place(person.time_zone), "seen_by": SEEN_BY[told]}
    return render(request, "people/week.html", context)


def _place(zone: str) -> str:
    """ "America/Argentina/Buenos_Aires" as people say it."""
    return zone.rpartition("/")[2].replace("_", " ")
