"""Keeping decks: taking one in, changing what it says of itself, bringing cards in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kinweave.circles.models import Circle
from kinweave.decks import actions
from kinweave.decks.actions.keeping import SAYS
from kinweave.decks.forms import Bringing, Keeping
from kinweave.decks.models import Deck
from kinweave.decks.reading import read
from kinweave.decks.ready_made import languages, threads
from kinweave.decks.views.door import circle_for, deck_for, me

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A deck for this circle: the one that comes with Kinweave, or an empty one."""
    circle = circle_for(request, slug, "keep decks")
    if "ready" in request.POST:
        return redirect(_ready(request, circle, request.POST["ready"]))
    form = Keeping(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        deck = actions.begin(me(request), circle, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The deck is there. Fill in its first card, or bring some in."))
        return redirect(deck)
    page = {"circle": circle, "form": form, "ready": [threads(one) for one in languages()]}
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
    file = Bringing(*((request.POST, request.FILES) if bringing else ()))
    if bringing and file.is_valid() and _bring(request, of, file):
        return redirect(of)
    if request.method == "POST" and not bringing and form.is_valid():
        actions.change_deck(me(request), of, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(of)
    page = {"deck": of, "circle": of.circle, "form": form, "file": file}
    return render(request, "decks/change.html", page)


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


def _bring(request: HttpRequest, of: Deck, form: Bringing) -> bool:
    """Whether there were cards in the file."""
    file = form.cleaned_data["file"]
    found = read(file.name, file.read())
    for odd in found.odd[:10]:
        messages.warning(request, odd)
    try:
        if not found.cards:
            raise actions.Strange
        many = actions.bring_in(me(request), of, cards=found.cards, at=timezone.now())
    except actions.Refusal as refusal:
        form.add_error("file", str(refusal))
        return False
    said = ngettext("{many} card came in.", "{many} cards came in.", many)
    messages.success(request, said.format(many=many))
    return True
