"""Whom one does not see here: saying so, and taking it back. Nobody is told."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import allowed, visible_or_404
from kinweave.people.actions.blocks import block, undo_block
from kinweave.people.asking import me, viewer
from kinweave.people.blocked import blocked_by
from kinweave.people.models import Person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def blocks(request: HttpRequest) -> HttpResponse:
    """Those whom I do not see, each with a way back; and one more of them."""
    if request.method == "POST":
        said = request.POST.get("person", "")
        if not said.isdecimal() or len(said) > 18:
            raise Http404
        block(me(request), _somebody(request, int(said)), at=timezone.now())
        messages.success(request, _("You do not see each other here any more. Nobody is told."))
        return redirect("blocks")
    return render(request, "people/blocks.html", {"blocks": blocked_by(me(request))})


@login_required
@require_GET
def block_somebody(request: HttpRequest, pk: int) -> HttpResponse:
    """What happens then, in plain words, before it happens."""
    return render(request, "people/block.html", {"person": _somebody(request, pk)})


@login_required
@require_POST
def block_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """See each other again, wherever both belong."""
    undo_block(me(request), get_object_or_404(blocked_by(me(request)), pk=pk))
    messages.success(request, _("You see each other again, wherever you both belong."))
    return redirect("blocks")


def _somebody(request: HttpRequest, pk: int) -> Person:
    person: Person = visible_or_404(Person.objects, viewer(request), pk=pk)
    allowed(viewer(request), "block", person)
    return person
