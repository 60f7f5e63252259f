"""A circle's own pages: all of mine, one of them, its people, a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import Viewer, can
from kinweave.circles import actions, around
from kinweave.circles.forms import Founding
from kinweave.circles.models import Came, Circle, Ending, Membership, Responsibility, Standing
from kinweave.circles.sizes import sense
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.people.models import Field
from kinweave.people.told import Shown, told_of

A_PAGE = 30
IN_A_ROW = (Field.PRONOUNS, Field.PICTURE, Field.PLACE, Field.ABOUT)
"""What a row of the list has room for."""


@login_required
@require_GET
def circles(request: HttpRequest) -> HttpResponse:
    """Where I am, what I may come back to, and which circles can be asked to join."""
    looks, now = viewer(request), timezone.now()
    seen = Circle.objects.visible_to(looks).select_related("parent")
    page = {
        "mine": seen.filter(pk__in=looks.circles),
        "others": seen.exclude(pk__in=looks.circles).filter(door=Circle.Door.APPLICATION),
        "left": around.left_lately(me(request), now),
        "endings": Ending.objects.visible_to(looks)
        .filter(at__gt=now - actions.BRING_BACK_WITHIN)
        .select_related("circle"),
    }
    return render(request, "circles/circles.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin one, on its own or inside another."""
    inside = request.GET.get("inside", "")
    parent = circle_for(request, inside, "begin inside") if inside else None
    form = Founding(request.POST or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        circle = actions.found(me(request), parent=parent, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Here it is. Next: whom would you like to invite?"))
        return redirect(circle)
    return render(request, "circles/new.html", {"form": form, "parent": parent})


@login_required
@require_GET
def circle(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is, who is here, who holds what, and what one can do."""
    looks, now = viewer(request), timezone.now()
    of = circle_for(request, slug)
    page = {"circle": of, "inside": can(looks, "take part", of)}
    if page["inside"]:
        rows = Membership.objects.visible_to(looks).current().filter(circle=of)
        here = rows.select_related("person").order_by("person__name", "pk")
        mine = next((one for one in here if one.person_id == looks.person), None)
        held = Responsibility.objects.visible_to(looks).filter(circle=of, closed_at=None)
        page |= {
            "people": [one.person for one in here],
            "mine": mine,
            "standing": of.standing_name(mine.standing) if mine else "",
            "newcomer": mine and mine.settled_at is None and mine.is_new(now),
            "read": around.accepted(looks.person, around.expected(of)),
            "held": held.select_related("holder"),
            "within": Circle.objects.visible_to(looks).filter(parent=of),
            "sense": sense(of.scale, around.size(of), of.size_least, of.size_most),
            "verbs": {
                verb.replace(" ", "_"): can(looks, verb, of)
                for verb in ("invite", "answer", "welcome", "tend", "appoint", "end")
            },
            "untended": can(looks, "step forward", of),
        }
    page["may_apply"] = can(looks, "apply", of)
    return render(request, "circles/circle.html", page)


@login_required
@require_GET
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who is here, thirty a page, with what they tell this viewer."""
    looks, now = viewer(request), timezone.now()
    of = circle_for(request, slug, "take part")
    rows = Membership.objects.visible_to(looks).current().filter(circle=of)
    rows = rows.select_related("person", "through").order_by("person__name", "pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = told_of(looks, [one.person for one in page], IN_A_ROW)
    words = _words_of_a_row(of, looks, now)
    listed = [(them, words(one, them)) for one in page if (them := shown.get(one.person_id))]
    context = {"circle": of, "page": page, "listed": listed, "appoint": can(looks, "appoint", of)}
    return render(request, "circles/people.html", context)


def _words_of_a_row(
    circle: Circle, looks: Viewer, now: datetime
) -> Callable[[Membership, Shown], list[str]]:
    """What stands under a name: standing, since when, how they came, and from where they are.

    Words that many rows have in common are looked up once.
    """
    standings = {one: circle.standing_name(one) for one in Standing}
    ways = {one: str(one.label) for one in Came}
    new, since = _("new here"), _("since {day}")

    def words(one: Membership, them: Shown) -> list[str]:
        came = ways[Came(one.came)]
        if one.through and one.through_id not in looks.hidden:
            came = f"{came} ({one.through.shown_name})"
        return [
            standings[Standing(one.standing)],
            *([new] if one.is_new(now) else []),
            since.format(day=date_format(timezone.localtime(one.since))),
            came,
            *([them.place] if them.place else []),
        ]

    return words


@login_required
@require_POST
def settled(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the welcome words and first steps away."""
    of = circle_for(request, slug, "take part")
    actions.put_away_welcome(me(request), of, at=timezone.now())
    return redirect(of)


@login_required
@require_POST
def step_forward(request: HttpRequest, slug: str) -> HttpResponse:
    """Tend a circle that nobody tends."""
    of = circle_for(request, slug, "step forward")
    actions.step_forward(me(request), of, at=timezone.now())
    messages.success(request, _("You tend this circle from now on, with whoever joins you."))
    return redirect(of)
