"""Hand moves: people elsewhere, the last of it taken back, and pins."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinweave.access import Viewer
from kinweave.weaving import actions
from kinweave.weaving.models import Move, Proposal, ProposedCrew
from kinweave.weaving.moved import who_is_where
from kinweave.weaving.showing import names_of
from kinweave.weaving.views.door import me, proposal_for, tried, viewer

NEW, NONE = "new", "none"


@login_required
@require_POST
def moves(request: HttpRequest, pk: int) -> HttpResponse:
    """Whatever hands do to a draft; what it did is said at once."""
    one, now, said = proposal_for(request, pk), timezone.now(), request.POST
    if (number := said.get("pin") or said.get("unpin")) is not None:
        crew = _crew(viewer(request), one, number)
        tried(request, lambda: actions.pin(me(request), crew, keep="pin" in said, at=now))
        return redirect(f"{one.get_absolute_url()}#crew-{crew.number}")
    if (number := said.get("back")) is not None:
        last = int(number) if _is_number(number) else 0
        tried(
            request,
            lambda: actions.take_back(me(request), one, move=last, at=now),
            _("Taken back: it is as it was before."),
        )
        return redirect(one)
    people = [int(number) for number in said.getlist("people") if _is_number(number)]
    to = said.get("to", "")
    if not people or not to:
        messages.warning(request, _("Tick somebody first, and choose where they would be."))
        return redirect(one)
    target = None if to in (NEW, NONE) else _crew(viewer(request), one, to)
    did: list[Move] = []
    tried(
        request,
        lambda: did.append(
            actions.move(me(request), one, people=people, to=target, apart=to == NONE, at=now)
        ),
    )
    for what in did:
        names = names_of(viewer(request), what.did["people"])
        messages.success(request, who_is_where(what, names))
    return redirect(one)


def _crew(looks: Viewer, one: Proposal, number: str) -> ProposedCrew:
    found = None
    if _is_number(number):
        rows = ProposedCrew.objects.visible_to(looks).filter(proposal=one, pk=int(number))
        found = rows.first()
    if found is None:
        raise Http404
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
