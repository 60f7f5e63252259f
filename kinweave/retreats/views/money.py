"""Pages for the treasurer, and nobody else: who owes what, who asks, what came in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinweave.access import allowed, visible_or_404
from kinweave.circles.refusals import Refusal
from kinweave.retreats import actions
from kinweave.retreats.forms.coming import Bank, Granting, Noting
from kinweave.retreats.models import Booking, Due, Payment, Retreat, Scholarship
from kinweave.retreats.owing import Owed
from kinweave.retreats.statements import LARGEST, NoStatement, Table, lines_of, table_of, text_of
from kinweave.retreats.views.door import form_page, me, retreat_for, viewer

SHOWN = 100
"""Lines of a list that are told one by one; a longer list is about something else."""


@login_required
@require_GET
def money(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has a place, what is to be paid, what has come in; who asks to pay less."""
    of = retreat_for(request, pk, "keep money")
    looks = viewer(request)
    asking = Scholarship.objects.visible_to(looks).filter(booking__retreat=of, to=looks.person)
    dues = _dues(request, of)
    standing = [one for one in dues if not one.due.booking.withdrawn_at]
    page = {
        "dues": standing,
        "given_back": [one for one in dues if one.due.booking.withdrawn_at and one.paid],
        "asked": asking.filter(answered_at=None).select_related("booking__person"),
        "sum": sum(one.paid for one in dues),
        "open": sum(one.missing for one in standing),
    }
    return render(request, "retreats/money.html", _page(of) | page)


@login_required
@form_page
def payments(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What came in for one place: noted by hand, and taken back."""
    of = retreat_for(request, pk, "keep money")
    booking: Booking = visible_or_404(Booking.objects, viewer(request), retreat=of, pk=number)
    booking.retreat = of
    owed = _dues(request, of, booking=booking)[0]
    form = Noting(
        request.POST if "note_it" in request.POST else None, retreat=of,
        initial={"amount": owed.missing or None},
    )  # fmt: skip
    rows = Payment.objects.visible_to(viewer(request)).filter(booking=booking)
    if form.is_valid():
        actions.note_payment(me(request), booking, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is noted, and whoever paid gets a letter."))
        return redirect("retreat-payments", pk, number)
    if back := request.POST.get("back", ""):
        which = int(back[:18]) if back.isascii() and back.isdecimal() else 0
        payment: Payment = visible_or_404(
            Payment.objects, viewer(request), booking=booking, pk=which
        )
        payment.retreat = of
        actions.take_back(me(request), payment, at=timezone.now())
        messages.success(request, _("It does not count any more."))
        return redirect("retreat-payments", pk, number)
    page = {"owed": owed, "form": form, "rows": rows}
    return render(request, "retreats/payments.html", _page(of) | page)


@login_required
@form_page
def asked(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Somebody asks me to pay less: yes with an amount, or no."""
    of = retreat_for(request, pk, "keep money")
    rows = Scholarship.objects.visible_to(viewer(request)).filter(to=viewer(request).person)
    read = rows.select_related("booking__person", "booking__retreat__gathering__circle")
    found = read.filter(booking__retreat=of, pk=number).first()
    if found is None:
        raise Http404
    allowed(viewer(request), "answer", found)
    form = Granting(
        request.POST if "yes" in request.POST else None, retreat=of,
        initial={"granted": found.can_pay},
    )  # fmt: skip
    try:
        if "no" in request.POST or form.is_valid():
            granted = form.cleaned_data["granted"] if form.is_valid() else None
            actions.answer(me(request), found, granted=granted, at=timezone.now())
            messages.success(request, _("They get a letter."))
            return redirect("retreat-money", pk)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("retreat-money", pk)
    return render(request, "retreats/asked.html", _page(of) | {"asked": found, "form": form})


@login_required
@form_page
def bank(request: HttpRequest, pk: int) -> HttpResponse:
    """A bank's list: each line that names a reference counts, once. The rest is told, not kept."""
    of = retreat_for(request, pk, "keep money")
    form = Bank(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            table = _table(form)
            if table.is_clear and "day" not in request.POST:
                return _read(request, of, table, table.day, table.amount)
            form.ask_for_columns(table)
            if "day" in request.POST and form.is_valid_again():
                return _read(request, of, table, form.at("day"), form.at("amount"))
        except NoStatement as wrong:
            form.add_error("file", str(wrong.words))
    return render(request, "retreats/bank.html", _page(of) | {"form": form})


def _table(form: Bank) -> Table:
    file = form.cleaned_data["file"]
    # One byte more than is taken, so that memory never holds a larger file.
    given = file.read(LARGEST + 1) if file else form.cleaned_data["text"].encode()
    text = text_of(given)
    form.keep(text)
    return table_of(text)


def _read(request: HttpRequest, of: Retreat, table: Table, day: int, amount: int) -> HttpResponse:
    lines = lines_of(table, day, amount, of.currency)
    counted = actions.read_statement(me(request), of, lines, at=timezone.now())
    dues = {one.due.booking_id: one for one in _dues(request, of)}
    told = [(one, dues.get(one.booking or 0)) for one in counted]
    page = {
        "new": [one for one in told if one[0].new][:SHOWN],
        "before": [one for one in told if one[0].before][:SHOWN],
        "others": [one for one in told if not one[0].booking][:SHOWN],
        "many": len(counted),
        "shown": SHOWN,
    }
    return render(request, "retreats/read.html", _page(of) | page)


def _dues(request: HttpRequest, of: Retreat, **which: Any) -> list[Owed]:
    """What is owed, and what has come in; whoever took a place first first."""
    rows = Due.objects.visible_to(viewer(request)).filter(booking__retreat=of, **which)
    came = Sum("booking__payments__amount", filter=Q(booking__payments__undone_at=None))
    read = rows.annotate(paid=came).select_related("booking__person", "booking__room")
    return [Owed(one, one.paid or 0) for one in read.order_by("booking__pk")]


def _page(of: Retreat) -> dict[str, Any]:
    return {"retreat": of, "gathering": of.gathering, "circle": of.gathering.circle}
