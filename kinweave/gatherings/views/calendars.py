"""Calendars: the page of one's addresses, and what calendar programs read there."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kinweave.circles.models import Circle
from kinweave.circles.views.door import my_circles
from kinweave.gatherings import actions
from kinweave.gatherings.feeds import feed_of, one_date
from kinweave.gatherings.forms import ByMail
from kinweave.gatherings.models import CalendarKey, DatesByMail
from kinweave.gatherings.views.door import date_for, gathering_for, me, viewer

ICS = "text/calendar; charset=utf-8"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendars(request: HttpRequest) -> HttpResponse:
    """My addresses: one for all that I come to, one for each circle. Made, made anew, forgotten.
    And whether dates come by mail."""
    by_mail = DatesByMail.objects.visible_to(viewer(request)).first()
    chosen = {} if by_mail is None else {
        "invitations": by_mail.invitations, "remind_before": by_mail.remind_before,
    }  # fmt: skip
    form = ByMail(request.POST if "by_mail" in request.POST else None, initial=chosen)
    if form.is_valid():
        actions.set_dates_by_mail(me(request), **form.cleaned_data, at=timezone.now())
        messages.success(request, _("It is kept."))
        return redirect("calendars")
    if request.method == "POST" and not form.is_bound:
        return _changed(request)
    keys = {one.circle_id: one for one in CalendarKey.objects.visible_to(viewer(request))}
    rows = [(None, keys.get(None)), *((one, keys.get(one.pk)) for one in my_circles(request))]
    listed = [
        (circle, key, request.build_absolute_uri(key.get_absolute_url()) if key else "")
        for circle, key in rows
    ]
    return render(request, "gatherings/calendars.html", {"listed": listed, "form": form})


def _changed(request: HttpRequest) -> HttpResponse:
    circle = _circle(request)
    at = timezone.now()
    key = actions.calendar_key(me(request), circle, at=at)
    if "forget" in request.POST:
        actions.forget_key(me(request), key)
        messages.success(request, _("Nobody reads at that address any more."))
    elif "anew" in request.POST:
        actions.new_key(me(request), key, at=at)
        messages.success(request, _("Here is a new address. The old one is not there any more."))
    else:
        messages.success(request, _("Here is the address. Give it to your calendar program."))
    return redirect("calendars")


def _circle(request: HttpRequest) -> Circle | None:
    slug = request.POST.get("circle", "")
    if not slug:
        return None
    found = next((one for one in my_circles(request) if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """What a calendar program reads: as its owner, what they may see. 304 if nothing changed."""
    found = feed_of(key, timezone.now(), settings.SITE_URL)
    if found is None:
        raise Http404
    return _calendar(request, found, "kinweave.ics")


@require_safe
def date_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One date as a file, to add to a calendar by hand."""
    of = gathering_for(request, pk)
    one = date_for(of, number)
    return _calendar(request, one_date(viewer(request), one, settings.SITE_URL), "gathering.ics")


def _calendar(request: HttpRequest, body: bytes, name: str) -> HttpResponse:
    mark = f'"{sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type=ICS)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["ETag"] = mark
    patch_cache_control(answer, private=True, max_age=0, must_revalidate=True)
    return get_conditional_response(request, etag=mark, response=answer) or answer
