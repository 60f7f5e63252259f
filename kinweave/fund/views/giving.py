"""What I give a month; and, for the keeper alone, what each gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinweave.access import page_of
from kinweave.fund import actions
from kinweave.fund.forms import Giving
from kinweave.fund.models import Contribution, Fund
from kinweave.fund.money import plain
from kinweave.fund.refusals import Refusal
from kinweave.fund.views.door import form_page, fund_for, me, mine_in, viewer
from kinweave.fund.views.funds import keeper_named
from kinweave.people.told import shown_in, telling
from kinweave.plans.table import table_text

A_PAGE = 50


@login_required
@form_page
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what I give, or that I give nothing any more; and what I said before."""
    of = fund_for(request, slug)
    rows = mine_in(request, of)
    now = next((one for one in rows if one.until is None), None)
    form = Giving(
        request.POST if "give" in request.POST else None, currency=of.currency,
        label=_("What you give a month"), initial={"amount": now.amount if now else None},
    )  # fmt: skip
    try:
        if "stop" in request.POST:
            actions.stop(me(request), of, at=timezone.now())
            messages.success(request, _("Noted. Nobody is told, and nobody asks why."))
            return redirect("circle-fund", slug)
        if form.is_valid():
            actions.give(me(request), of, amount=form.cleaned_data["amount"], at=timezone.now())
            messages.success(request, _("Noted. You can say otherwise at any time."))
            return redirect("circle-fund", slug)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("circle-fund", slug)
    page = {
        "form": form if of.is_open else None,
        "now": now,
        "before": [one for one in rows if one.until is not None],
        "keeper": keeper_named(request, of),
    }
    return render(request, "fund/mine.html", _page(of) | page)


@login_required
@form_page
def all_of_them(request: HttpRequest, slug: str) -> HttpResponse:
    """Who gives what, by name; neither added up nor put in an order."""
    of = fund_for(request, slug, "keep")
    if "step_back" in request.POST:
        actions.step_back(me(request), of, at=timezone.now())
        messages.success(request, _("You do not keep it any more. Whoever tends it is told."))
        return redirect("circle-fund", slug)
    page = page_of(_told(request, of), request.GET.get("page"), A_PAGE)
    shown = {"page": page, "rows": _rows(request, page.rows)}
    return render(request, "fund/contributions.html", _page(of) | shown)


@login_required
@require_GET
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    of = fund_for(request, slug, "keep")
    columns = tuple(map(str, (_("Name"), _("A month"), _("Currency"), _("Since"))))
    rows = (
        dict(zip(columns, (row["name"], plain(row["amount"], of.currency), of.currency,
                           f"{timezone.localdate(row['since'])}"), strict=True))
        for row in _rows(request, list(_told(request, of)))
    )  # fmt: skip
    answer = HttpResponse(table_text(columns, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="contributions.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@form_page
def one(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put right what comes in otherwise than somebody said."""
    of = fund_for(request, slug, "keep")
    rows = Contribution.objects.visible_to(viewer(request)).current().filter(fund=of, pk=number)
    found: Contribution | None = rows.select_related("person", "fund").first()
    if found is None:
        raise Http404
    form = Giving(
        request.POST if "correct" in request.POST else None, currency=of.currency,
        label=_("What comes in a month"), initial={"amount": found.amount},
    )  # fmt: skip
    try:
        if "nothing" in request.POST or form.is_valid():
            amount = form.cleaned_data["amount"] if form.is_valid() else None
            actions.correct(me(request), found, amount=amount, at=timezone.now())
            messages.success(request, _("It is put right, and they get a letter."))
            return redirect("fund-contributions", slug)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("fund-contributions", slug)
    return render(request, "fund/contribution.html", _page(of) | {"given": found, "form": form})


def _told(request: HttpRequest, of: Fund) -> QuerySet[Any, Mapping[str, Any]]:
    looks = viewer(request)
    rows = Contribution.objects.visible_to(looks).current().filter(fund=of)
    return telling(
        looks, rows.order_by("person__name", "person", "pk"), (),
        "pk", "amount", "since", "said_by", person="person",
    )  # fmt: skip


def _rows(request: HttpRequest, read: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    looks = viewer(request)
    return [
        {
            **row,
            "name": them.name,
            "mine": them.person == looks.person,
            "corrected": row["said_by"] != them.person,
        }
        for row, them in zip(read, shown_in(looks, read, (), person="person"), strict=True)
    ]


def _page(of: Fund) -> dict[str, Any]:
    return {"fund": of, "circle": of.circle}
