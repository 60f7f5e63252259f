"""A table in a call or a room: whoever presses, everybody sees the next card."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.decks import actions
from kinweave.decks.forms import Choosing
from kinweave.decks.models import Card, Drawn
from kinweave.decks.views.door import deck_for, me, posted, table_for, viewer


@login_required
@require_POST
def lay(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the deck on a table."""
    of = deck_for(request, pk, "play")
    try:
        table = actions.lay(
            me(request),
            of,
            fits=Choosing(request.POST).fits,
            seed=secrets.randbits(32),
            at=timezone.now(),
        )
    except actions.AllDrawn:
        messages.warning(request, _("No card fits. Choose otherwise, and lay the deck then."))
        return redirect(of)
    return redirect(table)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """The card that lies there now, and those before it."""
    at_it = table_for(request, pk)
    if request.method == "POST":
        if "clear" in request.POST:
            actions.clear(me(request), at_it)
            messages.success(request, _("The table is clear."))
            return redirect(at_it.deck)
        try:
            actions.draw(
                me(request),
                at_it,
                after=posted(request, "after"),
                seed=secrets.randbits(32),
                at=timezone.now(),
            )
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(at_it)
    rows = Drawn.objects.visible_to(viewer(request)).filter(table=at_it)
    drawn = list(rows.select_related("card").order_by("-number"))
    page = {
        "table": at_it,
        "deck": at_it.deck,
        "circle": at_it.deck.circle,
        "now": drawn[0] if drawn else None,
        "before": drawn[1:],
        "kind": Card.Kind(at_it.kind).label if at_it.kind else "",
    }
    return render(request, "decks/table.html", page)
