"""A gathering's own page, and saying whether one comes."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kinweave.access import Audience, Viewer, can, visible_or_404
from kinweave.gatherings import actions, beside
from kinweave.gatherings.elsewhere import elsewhere
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.policies import gives_enough
from kinweave.gatherings.showing import (
    circle_is_seen,
    free_seats,
    rhythm_in_words,
    what_it_asks,
)
from kinweave.gatherings.views.door import gathering_for, me, viewer
from kinweave.people.models import Field
from kinweave.people.time_zones import known, place_of
from kinweave.people.told import Row, Shown, shown_in, telling

Says = Answer.Says
DATES_SHOWN = 12
FACE = (Field.PICTURE,)
ANSWER = ("occasion", "says", "brings", "offered_until")


@require_GET
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, when, where, who comes; and whether I do."""
    looks, now = viewer(request), timezone.now()
    of = gathering_for(request, pk)
    # Whoever sees it sees its dates: the rule need not be asked of each once more.
    dates = list(of.occasions.not_over(now)[: DATES_SHOWN if of.repeats else 1])
    hosts = can(looks, "host", of)
    first = next((one for one in dates if one.skipped_at is None), None)
    said, coming = _answers(looks, dates, first)
    where = can(looks, "know where", of)
    parts = beside.there(of, now)
    seen = circle_is_seen(looks, of)
    gives = gives_enough(looks, of)
    # What somebody said before stays theirs, and theirs to change.
    may_come = gives or any(row["says"] != Says.NO for row in said.values())
    context = {
        "gathering": of,
        "last": None if first and not of.cancelled_at else of.occasions.last(),
        "circle": of.circle,
        "circle_seen": seen,
        "first": first,
        "mine": said.get(first.pk) if first else None,
        "dates": [(one, said.get(one.pk)) for one in dates if of.repeats],
        "rhythm": rhythm_in_words(of),
        "coming": coming,
        "guests": _guests(looks, of, first),
        "open_to_all": of.audience == Audience.PUBLIC and of.least is None,
        "asks": what_it_asks(of, of.circle.name if seen else ""),
        "gives": gives,
        "free": free_seats(of, first) if first else None,
        "where": where,
        "elsewhere": elsewhere(first, of, where, settings.SITE_URL) if first else [],
        "may_come": first is not None and may_come and can(looks, "answer", of),
        "hosts": hosts,
        "parts": beside.shown(parts, looks, of, now),
        "offered": beside.offered(parts, of) if hosts and not of.cancelled_at else [],
        "ends_soon": hosts and of.has_rhythm and len(dates) <= 2,
        "host": of.host if _named(looks, of) and not beside.says_who_hosts(parts) else None,
        "may_take_on": can(looks, "take on", of),
        "inside": of.circle_id in looks.circles,
    }
    if looks.is_somebody or of.zone not in known():
        return render(request, "gatherings/gathering.html", context)
    # Whoever has no account has no clock here: the gathering's is shown, and named.
    with timezone.override(of.zone):
        context["clocks"] = "" if of.all_day else place_of(of.zone)
        return render(request, "gatherings/gathering.html", context)


def _named(looks: Viewer, of: Gathering) -> bool:
    """Who hosts, fellow members are told."""
    return of.circle_id in looks.circles and of.host_id not in looks.hidden


def _answers(
    looks: Viewer, dates: list[Occasion], first: Occasion | None
) -> tuple[dict[int, Row], dict[str, list[Shown]]]:
    """What I said to each date, and who comes to the first, as far as that is mine to know."""
    if not looks.is_somebody:
        return {}, {}
    mine = Q(person=looks.person, occasion__in=dates)
    rows = Answer.objects.visible_to(looks).filter(mine | Q(occasion=first), guest=None)
    read = list(telling(looks, rows, FACE, *ANSWER, person="person"))
    said = {row["occasion"]: row for row in read if row["person__pk"] == looks.person}
    coming: dict[str, list[Shown]] = {}
    for row, them in zip(read, shown_in(looks, read, FACE, person="person"), strict=True):
        if first and row["occasion"] == first.pk:
            coming.setdefault(row["says"], []).append(them)
    return said, coming


def _guests(looks: Viewer, of: Gathering, first: Occasion | None) -> list[tuple[str, int]]:
    """Names of those who come without an account, and how many come with them. Asked only where
    there may be some."""
    if first is None or of.audience != Audience.PUBLIC or not looks.is_somebody:
        return []
    rows = Answer.objects.visible_to(looks).filter(occasion=first, guest__isnull=False)
    return list(rows.filter(says=Says.YES).values_list("guest__name", "brings"))


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes, maybe or no: to one date, or to it and all that follow."""
    number, brings = request.POST.get("date", ""), request.POST.get("brings", "0")
    says = request.POST.get("says", "")
    digits = all(one.isascii() and one.isdecimal() for one in (number, brings))
    if not digits or says not in (Says.YES, Says.MAYBE, Says.NO):
        raise Http404
    date = visible_or_404(Occasion.objects, viewer(request), gathering=pk, number=int(number[:6]))
    try:
        said = actions.answer(
            me(request), date, says=says, every="every" in request.POST, brings=int(brings[:3]),
            at=timezone.now(),
        )  # fmt: skip
    except actions.Refusal as refused:
        messages.warning(request, str(refused.words))
        return redirect("gathering", pk)
    if any(one.says == Says.WAITING for one in said):
        text = _("All seats are taken. You are in the waiting list, and hear if one becomes free.")
    elif says == Says.YES:
        text = _("Good. It stands in your calendar.")
    elif says == Says.MAYBE:
        text = _("Noted. You can say otherwise at any time.")
    else:
        text = _("Noted. Nobody is told, and nobody asks why.")
    messages.success(request, text)
    return redirect("gathering", pk)


@login_required
@require_POST
def take_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Host what nobody hosts any more."""
    of = gathering_for(request, pk)
    if of.host_id is not None and can(viewer(request), "host in", of.circle):
        messages.warning(request, _("Somebody was quicker: it has a host again."))
        return redirect(of)
    try:
        actions.take_on(me(request), of, at=timezone.now())
        messages.success(request, _("You host it from now on."))
    except actions.Over:
        messages.warning(request, _("Somebody was quicker: it has a host again."))
    return redirect(of)
