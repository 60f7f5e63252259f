"""A circle's own pages: all of mine, one of them, its people, a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import Viewer, address, can, page_of
from kinweave.circles import actions, around, beside
from kinweave.circles.forms import Founding
from kinweave.circles.models import Came, Circle, Ending, Membership, Responsibility, Standing
from kinweave.circles.models.memberships import is_new
from kinweave.circles.sizes import sense
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.people.models import Field
from kinweave.people.models.person import name_shown
from kinweave.people.told import Row, Shown, shown_in, telling

A_PAGE = 30
IN_A_ROW = (Field.PRONOUNS, Field.PICTURE, Field.PLACE, Field.ABOUT)
OF_A_MEMBERSHIP = (
    "standing", "since", "came", "through", "through__name", "through__forgotten_at",
)  # fmt: skip
"""What a row of the list has room for, of the person and of how they belong."""


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
            "parts": beside.shown(looks, of, now),
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
    told = telling(looks, rows, IN_A_ROW, *OF_A_MEMBERSHIP, person="person", fellows=True)
    page = page_of(told.order_by("person__name", "pk"), request.GET.get("page"), A_PAGE)
    shown = shown_in(looks, page.rows, IN_A_ROW, person="person", fellows=True)
    words, appoints = _words_of_a_row(of, looks, now), can(looks, "appoint", of)
    listed = [
        (them, words(one, them), appoints and address("circle-standing", slug, them.person))
        for one, them in zip(page.rows, shown, strict=True)
    ]
    context = {"circle": of, "page": page, "listed": listed}
    return render(request, "circles/people.html", context)


def _words_of_a_row(circle: Circle, looks: Viewer, now: datetime) -> Callable[[Row, Shown], str]:
    """What stands under a name: standing, since when, how they came, and from where they are.

    Words that many rows have in common are looked up once.
    """
    standings = {one.value: circle.standing_name(one) for one in Standing}
    ways = {one.value: str(one.label) for one in Came}
    new, since = _("new here"), _("since {day}")
    days = cache(lambda day: since.format(day=date_format(day)))

    def words(one: Row, them: Shown) -> str:
        came = ways[one["came"]]
        if one["through"] and one["through"] not in looks.hidden:
            came += f" ({name_shown(one['through__name'], one['through__forgotten_at'])})"
        said = [
            standings[one["standing"]],
            new if is_new(one["since"], now) else "",
            days(timezone.localdate(one["since"])),
            came,
            them.place,
        ]
        return " · ".join(filter(None, said))

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
