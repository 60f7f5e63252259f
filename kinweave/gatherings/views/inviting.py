"""Asking members in particular."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kinweave.circles.models import Membership
from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Invited
from kinweave.gatherings.views.door import gathering_for, me, viewer
from kinweave.people.told import shown_in, telling


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Members who have said nothing yet, to be asked by a letter; and whom I asked."""
    of = gathering_for(request, pk, "host")
    looks = viewer(request)
    if request.method == "POST":
        sent = request.POST.getlist("person")[:500]
        chosen = [int(one[:18]) for one in sent if one.isascii() and one.isdecimal()]
        try:
            asked = actions.invite(me(request), of, chosen, at=timezone.now())
        except actions.Over as over:
            messages.warning(request, over.words)
            return redirect(of)
        if asked:
            words = ngettext("{n} letter goes out.", "{n} letters go out.", asked)
            messages.success(request, words.format(n=asked))
            return redirect("gathering-invitations", pk)
        messages.warning(request, _("Choose at least one person."))
    mine = Invited.objects.visible_to(looks).filter(gathering=of)
    said = Answer.objects.visible_to(looks).filter(occasion__gathering=of, person__isnull=False)
    here = Membership.objects.visible_to(looks).current().filter(circle=of.circle_id)
    here = here.exclude(person=looks.person).exclude(person__in=mine.values("person"))
    rows = list(telling(looks, here.order_by("person__name", "pk"), (), person="person"))
    answered = set(said.values_list("person", flat=True))
    asked_of = list(telling(looks, mine, (), person="person"))
    page = {
        "gathering": of,
        "circle": of.circle,
        "people": [
            one for one in shown_in(looks, rows, (), person="person") if one.person not in answered
        ],
        "asked": shown_in(looks, asked_of, (), person="person"),
    }
    return render(request, "gatherings/invitations.html", page)
