"""Pages for those who arrange it: what it says of itself, programme, prices, beds, opening."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinweave.access import visible_or_404
from kinweave.circles.models import Membership
from kinweave.circles.refusals import Refusal
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from kinweave.retreats import actions
from kinweave.retreats.actions.arranging import SAID
from kinweave.retreats.forms.arranging import ItemForm, Planning, PriceForm, RoomForm
from kinweave.retreats.models import Item, Price, Retreat, Room
from kinweave.retreats.views.door import (
    form_page,
    gathering_for,
    me,
    retreat_for,
    rooms_of,
    viewer,
)
from kinweave.retreats.views.retreats import programme


@login_required
@form_page
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says of itself: begun here, and changed."""
    gathering = gathering_for(request, pk, "host")
    of = Retreat.objects.visible_to(viewer(request)).filter(gathering=gathering).first()
    form = Planning(
        request.POST or None, retreat=of, people=_members(request, gathering),
        initial={name: getattr(of, name) for name in (*SAID, "treasurer")}
        if of else {"treasurer": me(request).pk},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            if of:
                of.gathering = gathering
                actions.change(me(request), of, at=timezone.now(), **form.cleaned_data)
                messages.success(request, _("That is how it reads now."))
                return redirect(of)
            of = actions.begin(me(request), gathering, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Only those who host see it yet. Now prices and beds."))
            return redirect("retreat-offers", pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    page = {"retreat": of, "gathering": gathering, "circle": gathering.circle, "form": form}
    return render(request, "retreats/plan.html", page)


def _members(request: HttpRequest, gathering: Gathering) -> Any:
    here = Membership.objects.visible_to(viewer(request)).current().filter(circle=gathering.circle)
    return Person.objects.visible_to(viewer(request)).filter(pk__in=here.values("person"))


@login_required
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Let people take places."""
    of = retreat_for(request, pk, "arrange")
    try:
        actions.open_for_booking(me(request), of, at=timezone.now())
        messages.success(request, _("It is open: whoever sees the gathering can take a place."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(of)


@login_required
@form_page
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """The programme: its lines, and a form for one more."""
    of = retreat_for(request, pk, "arrange")
    form = ItemForm(request.POST or None, retreat=of)
    if request.method == "POST" and form.is_valid():
        actions.put_item(me(request), of, **form.cleaned_data)
        messages.success(request, _("It stands in the programme."))
        return redirect("retreat-programme", pk)
    return render(
        request, "retreats/items.html", _page(of) | {"form": form, "days": programme(request, of)}
    )


@login_required
@form_page
def item(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One line: said otherwise, or taken out."""
    of = retreat_for(request, pk, "arrange")
    one: Item = visible_or_404(Item.objects, viewer(request), retreat=of, pk=number)
    start = {name: getattr(one, name) for name in ItemForm(retreat=of).fields}
    form = ItemForm(None if "remove" in request.POST else request.POST or None, retreat=of,
                    initial=start)  # fmt: skip
    if "remove" in request.POST:
        one.retreat = of
        actions.remove_item(me(request), one)
        messages.success(request, _("It is taken out of the programme."))
        return redirect("retreat-programme", pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_item(me(request), of, one, **form.cleaned_data)
            messages.success(request, _("That is how it reads now."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("retreat-programme", pk)
    page = _page(of) | {"form": form, "name": one.title, "back": "retreat-programme"}
    return render(request, "retreats/one.html", page)


@login_required
@form_page
def offers(request: HttpRequest, pk: int) -> HttpResponse:
    """Prices and places to sleep, and a form for one more of each."""
    of = retreat_for(request, pk, "arrange")
    posted = request.POST
    price = PriceForm(posted if "price" in posted else None, retreat=of, prefix="price")
    room = RoomForm(posted if "room" in posted else None, retreat=of, prefix="room")
    if price.is_valid():
        actions.put_price(me(request), of, **price.cleaned_data)
    elif room.is_valid():
        actions.put_room(me(request), of, **room.cleaned_data)
    if price.is_valid() or room.is_valid():
        messages.success(request, _("It is on offer."))
        return redirect("retreat-offers", pk)
    page = {
        "price": price,
        "room": room,
        "prices": Price.objects.visible_to(viewer(request)).filter(retreat=of),
        "rooms": rooms_of(request, of),
    }
    return render(request, "retreats/offers.html", _page(of) | page)


@login_required
@form_page
def price(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One price: said otherwise, or offered no more."""
    of = retreat_for(request, pk, "arrange")
    one: Price = visible_or_404(Price.objects, viewer(request), retreat=of, pk=number)
    return _offer(request, of, one, PriceForm, actions.put_price, actions.remove_price)


@login_required
@form_page
def room(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One place to sleep: said otherwise, or offered no more."""
    of = retreat_for(request, pk, "arrange")
    one: Room = visible_or_404(Room.objects, viewer(request), retreat=of, pk=number)
    return _offer(request, of, one, RoomForm, actions.put_room, actions.remove_room)


def _offer(
    request: HttpRequest, of: Retreat, one: Any, kind: Any, put: Any, remove: Any
) -> HttpResponse:
    removes, one.retreat = "remove" in request.POST, of
    start = {name: getattr(one, name) for name in kind(retreat=of).fields}
    form = kind(None if removes else request.POST or None, retreat=of, initial=start)
    try:
        if removes:
            remove(me(request), one)
            messages.success(request, _("It is not on offer any more."))
            return redirect("retreat-offers", of.gathering_id)
        if request.method == "POST" and form.is_valid():
            put(me(request), of, one, **form.cleaned_data)
            messages.success(request, _("That is how it reads now."))
            return redirect("retreat-offers", of.gathering_id)
    except Refusal as refusal:
        if removes:
            messages.warning(request, str(refusal))
        else:
            form.add_error(None, str(refusal))
    page = _page(of) | {"form": form, "name": one.name, "back": "retreat-offers"}
    return render(request, "retreats/one.html", page)


def _page(of: Retreat) -> dict[str, Any]:
    return {"retreat": of, "gathering": of.gathering, "circle": of.gathering.circle}
