"""One's own place: taking it, paying for it, asking to pay less, giving it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinweave.access import can
from kinweave.circles.refusals import Refusal
from kinweave.gatherings.models import Answer
from kinweave.retreats import actions
from kinweave.retreats.forms.coming import Asking, Taking
from kinweave.retreats.models import Booking, Due, Payment, Price, Retreat, Scholarship
from kinweave.retreats.transfers import payload, picture
from kinweave.retreats.views.door import (
    form_page,
    me,
    my_place,
    retreat_for,
    rooms_of,
    viewer,
)


@login_required
@form_page
def booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place, or look at mine: what I chose, and how to pay."""
    of = retreat_for(request, pk, "take a place")
    place, due = my_place(request, of)
    form = Taking(
        request.POST or None,
        retreat=of,
        prices=Price.objects.visible_to(viewer(request)).filter(retreat=of),
        rooms=rooms_of(request, of),
        booking=place,
        due=due,
    )
    if request.method == "POST" and form.is_valid():
        answer = _taken(request, of, form, new=place is None or place.withdrawn_at is not None)
        if answer:
            return answer
    page = _page(of) | {"form": form}
    if place and due and not place.withdrawn_at:
        return render(request, "retreats/place.html", page | _mine(request, of, place, due))
    return render(request, "retreats/taking.html", page | {"said": _said(request, of)})


def _taken(request: HttpRequest, of: Retreat, form: Taking, *, new: bool) -> HttpResponse | None:
    try:
        place = actions.book(me(request), of, at=timezone.now(), **form.chosen)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    if place is None:
        text = _("All places are taken. You are in the waiting list, and hear if one becomes free.")
        messages.success(request, text)
        return redirect(of)
    messages.success(request, _("The place is yours.") if new else _("That is how it is now."))
    return redirect("retreat-booking", of.gathering_id)


@login_required
@form_page
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Give my place back."""
    of = retreat_for(request, pk, "take a place")
    place, _due = my_place(request, of)
    if place is None or place.withdrawn_at:
        return redirect(of)
    if request.method == "POST":
        try:
            actions.withdraw(me(request), of, at=timezone.now())
            messages.success(request, _("It is given back. Nobody asks why."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(of)
    paid = _paid(request, place)
    return render(request, "retreats/withdrawal.html", _page(of) | {"paid": paid})


@login_required
@form_page
def scholarship(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the treasurer, and nobody else, to pay less; or stop asking."""
    of = retreat_for(request, pk, "take a place")
    place, _due = my_place(request, of)
    if place is None or place.withdrawn_at:
        return redirect("retreat-booking", of.gathering_id)
    asked = _asked(request, place)
    start = {"can_pay": asked.can_pay, "words": asked.words} if asked else {}
    form = Asking(request.POST if "ask" in request.POST else None, retreat=of, initial=start)
    try:
        if "stop" in request.POST:
            actions.stop_asking(me(request), of)
            messages.success(request, _("You ask for nothing any more; the words are gone."))
            return redirect("retreat-booking", of.gathering_id)
        if form.is_valid():
            actions.ask(me(request), of, at=timezone.now(), **form.cleaned_data)
            messages.success(
                request, _("The treasurer reads it, and nobody else. You get a letter.")
            )
            return redirect("retreat-booking", of.gathering_id)
    except Refusal as refusal:
        if not form.is_bound:
            messages.warning(request, str(refusal))
            return redirect("retreat-booking", of.gathering_id)
        form.add_error(None, str(refusal))
    keeps = of.treasurer_id is not None and of.treasurer_id not in viewer(request).hidden
    page = _page(of) | {"form": form if keeps else None, "asked": asked}
    return render(request, "retreats/asking.html", page)


def _page(of: Retreat) -> dict[str, Any]:
    return {"retreat": of, "gathering": of.gathering, "circle": of.gathering.circle}


def _mine(request: HttpRequest, of: Retreat, place: Booking, due: Due) -> dict[str, Any]:
    """How my place stands, and how to pay what is still to be paid."""
    paid = _paid(request, place)
    rest = due.total - paid
    to_bank = of.iban and of.holder and rest > 0
    code = ""
    if to_bank and of.currency == "EUR":
        code = picture(
            payload(holder=of.holder, iban=of.iban, bic=of.bic, amount=rest,
                    reference=due.reference)
        )  # fmt: skip
    return {
        "booking": place,
        "due": due,
        "paid": paid,
        "rest": max(0, rest),
        "over": max(0, -rest),
        "to_bank": to_bank,
        "code": code,
        "asked": _asked(request, place),
        "crews": can(viewer(request), "know the crews", of),
    }


def _paid(request: HttpRequest, place: Booking) -> int:
    rows = Payment.objects.visible_to(viewer(request)).counted().filter(booking=place)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def _asked(request: HttpRequest, place: Booking) -> Scholarship | None:
    return Scholarship.objects.visible_to(viewer(request)).filter(booking=place).first()


def _said(request: HttpRequest, of: Retreat) -> str:
    """What I said to the gathering: whether I wait, or a seat is kept for me."""
    mine = Answer.objects.visible_to(viewer(request)).filter(person=viewer(request).person)
    return mine.filter(occasion=of.occasion).values_list("says", flat=True).first() or ""
