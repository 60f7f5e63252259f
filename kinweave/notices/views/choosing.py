"""Which letters I get: signed in, or from a letter itself."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.access import viewer_of
from kinweave.notices.choosing import comes, kinds_for, resume, set_rhythm, stop
from kinweave.notices.forms import RhythmForm
from kinweave.notices.links import read_stopping
from kinweave.notices.models import Rhythm, Stopped


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """When the digest comes, and which kinds of letters."""
    rhythm = Rhythm.objects.visible_to(viewer_of(request)).first()
    form = RhythmForm(request.POST or None, rhythm=rhythm)
    if request.method == "POST" and form.is_valid():
        set_rhythm(request.user, **form.cleaned_data)
        messages.success(request, _("That is how it will be, from the next letter on."))
        return redirect("letters")
    kinds = kinds_for(viewer_of(request))
    return render(request, "notices/letters.html", {"form": form, "kinds": kinds})


@login_required
@require_POST
def kind(request: HttpRequest) -> HttpResponse:
    """Stop or start one kind, from one circle or from everywhere."""
    name, number = request.POST.get("kind", ""), request.POST.get("circle", "")
    circle = int(number) if number.isascii() and number.isdigit() else None
    if circle is not None and circle not in viewer_of(request).circles:
        raise Http404
    person = cast(int, request.user.pk)
    if "start" in request.POST:
        resume(person, kind=name, circle=circle)
        messages.success(request, _("These letters come again."))
    elif stop(person, kind=name, circle=circle, at=timezone.now()):
        messages.success(request, _("These letters stop. You can start them again here."))
    else:
        raise Http404
    return redirect("letters")


@csrf_exempt  # a mail program has no cookie; what the link may do stands in its signature
@require_http_methods(["GET", "HEAD", "POST"])
def stopped(request: HttpRequest, token: str) -> HttpResponse:
    """One kind of letter, from one circle: its button stops it (RFC 8058), opening does nothing."""
    found = read_stopping(token)
    if found is None:
        raise Http404
    who, name, circle = found
    if request.method == "POST":
        if "start" in request.POST:
            resume(who, kind=name, circle=circle)
        elif not stop(who, kind=name, circle=circle, at=timezone.now()):
            raise Http404
    context = {
        "token": token,
        "comes": comes(name),
        "is_stopped": Stopped.of(who, name, circle),
        "from_circle": circle is not None,
        "may_choose": isinstance(who, int),
    }
    return render(request, "notices/stopped.html", context)
