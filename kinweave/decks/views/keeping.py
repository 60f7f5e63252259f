"""Keeping decks: taking one in, changing what it says of itself, bringing cards in."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import visible_or_404
from kinweave.circles.models import Circle
from kinweave.decks import actions
from kinweave.decks.actions.keeping import SAYS
from kinweave.decks.forms import FromFile, Keeping
from kinweave.decks.models import Bringing, Deck
from kinweave.decks.opening import opened
from kinweave.decks.ready_made import languages, threads
from kinweave.decks.views.door import circle_for, deck_for, me, viewer

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A deck for this circle: the one that comes with Kinweave, or an empty one."""
    circle = circle_for(request, slug, "keep decks")
    if "ready" in request.POST:
        return redirect(_ready(request, circle, request.POST["ready"]))
    bringing = "bring" in request.POST
    file = FromFile(*((request.POST, request.FILES) if bringing else ()))
    if bringing and (made := _brought(request, file, circle)):
        return made
    initial = {"language": request.LANGUAGE_CODE}
    form = Keeping(None if bringing or not request.POST else request.POST, initial=initial)
    if request.method == "POST" and not bringing and form.is_valid():
        deck = actions.begin(me(request), circle, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The deck is there. Fill in its first card, or bring some in."))
        return redirect(deck)
    ready = [threads(one) for one in languages()]
    page = {"circle": circle, "form": form, "file": file, "ready": ready}
    return render(request, "decks/new.html", page)


@login_required
@form_page
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Its name and audience; cards from a file; throwing it away."""
    of = deck_for(request, pk, "keep")
    if "away" in request.POST:
        actions.throw_away(me(request), of)
        messages.success(request, _("The deck is gone, and all that was told of its cards."))
        return redirect("circle-decks", of.circle.slug)
    bringing = "bring" in request.POST
    initial = {name: getattr(of, name) for name in SAYS}
    form = Keeping(None if bringing or not request.POST else request.POST, initial=initial)
    file = FromFile(*((request.POST, request.FILES) if bringing else ()))
    if bringing and (made := _brought(request, file, of)):
        return made
    if request.method == "POST" and not bringing and form.is_valid():
        actions.change_deck(me(request), of, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(of)
    page = {
        "deck": of,
        "circle": of.circle,
        "form": form,
        "file": file,
        "before": Bringing.objects.visible_to(viewer(request)).filter(deck=of)[:5],
    }
    return render(request, "decks/change.html", page)


@login_required
@require_GET
def brought(request: HttpRequest, pk: int, bringing: int) -> HttpResponse:
    """What came in from a file, and what did not."""
    of = deck_for(request, pk, "keep")
    one = visible_or_404(Bringing.objects, viewer(request), pk=bringing, deck=of)
    return render(request, "decks/brought.html", {"one": one, "deck": of, "circle": of.circle})


def _ready(request: HttpRequest, circle: Circle, language: str) -> Deck:
    if language not in languages():
        raise Http404
    found = threads(language)
    deck = actions.begin(
        me(request),
        circle,
        name=found.name,
        words=found.words,
        licence=found.licence,
        language=language,
        cards=found.cards,
        at=timezone.now(),
    )
    messages.success(request, _("The deck is yours now: change it as you like."))
    return deck


def _brought(request: HttpRequest, form: FromFile, into: Deck | Circle) -> HttpResponse | None:
    """Where to go once the cards are in; nowhere, where the form says why they are not."""
    form.fields["file"].widget.attrs["autofocus"] = True  # seen only where something is wrong
    if not form.is_valid():
        return None
    file, now = form.cleaned_data["file"], timezone.now()
    odd: list[str] = []
    try:
        found = opened(file.name, file.file)
        odd = found.read.odd
        if isinstance(into, Deck):
            made = actions.bring_in(me(request), into, found=found, at=now)
        else:
            made = actions.begin_from(
                me(request),
                into,
                found=found,
                name=PurePath(file.name).stem,
                language=request.LANGUAGE_CODE,
                at=now,
            )
    except actions.Refusal as refusal:
        for words in (str(refusal), *odd[:10]):
            form.add_error("file", words)
        return None
    if made.odd or made.wanted:
        return redirect(made)
    said = ngettext("{many} card came in.", "{many} cards came in.", made.new)
    none = _("Nothing new came in: the deck has all of these cards.")
    messages.success(request, said.format(many=made.new) if made.new else none)
    return redirect(made.deck)
