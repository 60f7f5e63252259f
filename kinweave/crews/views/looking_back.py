"""Looking back on a cycle together."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kinweave.crews import actions
from kinweave.crews.cycles import may_look_back
from kinweave.crews.forms import LookingBack
from kinweave.crews.models import LookBack
from kinweave.crews.views.door import crew_for, cycle_for, me, viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def looking_back(request: HttpRequest, slug: str) -> HttpResponse:
    """A few questions, for each who likes to say something; the crew reads it, nobody else."""
    of = crew_for(request, slug)
    cycle, looks, now = cycle_for(request, of), viewer(request), timezone.now()
    said = list(LookBack.objects.visible_to(looks).filter(cycle=cycle).select_related("person"))
    mine = {one.about: one.words for one in said if one.person_id == looks.person}
    form = LookingBack(request.POST or None, initial=mine)
    if request.method == "POST" and form.is_valid():
        try:
            actions.look_back(me(request), cycle, said=form.cleaned_data, at=now)
            messages.success(request, _("Your crew can read it. You can change it at any time."))
        except actions.Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("crew-looking-back", slug)
    others = [
        (question, [one for one in said if one.about == about and one.person_id != looks.person])
        for about, question in LookBack.About.choices
    ]
    page = {
        "circle": of,
        "cycle": cycle,
        "form": form,
        "is_time": may_look_back(cycle, now),
        "others": [one for one in others if one[1]],
    }
    return render(request, "crews/looking_back.html", page)
