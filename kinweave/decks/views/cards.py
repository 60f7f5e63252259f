"""A card: reading it, liking it, telling of it, filling in one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import allowed, can, page_of, visible_or_404
from kinweave.decks import actions
from kinweave.decks.actions.keeping import CARD
from kinweave.decks.forms import Telling, Writing
from kinweave.decks.models import Card, Favourite, Story
from kinweave.decks.pictures import ALBUM
from kinweave.decks.views.door import card_for, deck_for, me, posted, sent, viewer
from kinweave.pictures import Made
from kinweave.pictures import sent as as_picture

A_PAGE = 20


@require_GET
def card(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """What it says, and what people tell of it."""
    one, looks = card_for(request, pk, card), viewer(request)
    plays = can(looks, "play", one.deck)
    stories = Story.objects.visible_to(looks).filter(card=one).select_related("person")
    page = {
        "card": one,
        "deck": one.deck,
        "circle": one.deck.circle,
        "plays": plays,
        "changes": can(looks, "change", one),
        "author": one.author if plays and one.author_id not in looks.hidden else None,
        "liked": Favourite.objects.visible_to(looks).filter(card=one).exists(),
        "stories": page_of(stories, request.GET.get("page"), A_PAGE) if plays else None,
        "telling": Telling(),
    }
    return render(request, "decks/card.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A blank card."""
    of = deck_for(request, pk, "play")
    form = Writing(*sent(request), initial={"kind": "own"})
    if request.method == "POST" and form.is_valid():
        said, picture, _gone = form.chosen()
        try:
            made = actions.fill_in(me(request), of, at=timezone.now(), **said)
            _show(request, made, said, picture)
            messages.success(request, _("The card is in the deck."))
            return redirect(made)
        except actions.Refusal as refusal:
            form.add_error("title", str(refusal))
    return render(request, "decks/write.html", {"form": form, "deck": of, "circle": of.circle})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """Say it otherwise, put it away, put it back."""
    one = card_for(request, pk, card, "change")
    if "away" in request.POST:
        actions.put_away(me(request), one, at=timezone.now())
        messages.success(request, _("It is put away, and can be put back."))
        return redirect(one)
    if "back" in request.POST:
        actions.put_back(me(request), one)
        messages.success(request, _("It is in the deck again."))
        return redirect(one)
    form = Writing(
        *sent(request), initial={name: getattr(one, name) for name in CARD},
        pictured=bool(one.picture),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said, picture, gone = form.chosen()
        try:
            actions.change_card(me(request), one, **said)
            if gone:
                actions.remove_picture(me(request), one)
            _show(request, one, said, picture)
            messages.success(request, _("Kept."))
            return redirect(one)
        except actions.Refusal as refusal:
            one.refresh_from_db(fields=CARD)
            form.add_error("title", str(refusal))
    page = {"form": form, "card": one, "deck": one.deck, "circle": one.deck.circle}
    return render(request, "decks/write.html", page)


def _show(request: HttpRequest, one: Card, said: dict[str, Any], picture: Made | None) -> None:
    if picture is not None:
        actions.show_picture(me(request), one, picture=picture, alt=said["picture_alt"])


@require_GET
def picture(request: HttpRequest, pk: int, card: int, size: int) -> FileResponse:
    """The file itself. Asked at each request: who does not see the card finds nothing here."""
    one = card_for(request, pk, card)
    if size not in ALBUM.sizes or not one.picture:
        raise Http404
    return as_picture(ALBUM.path_of(one.picture, size))


@login_required
@require_POST
def favourite(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """Keep it among those one likes, or not any more."""
    one = card_for(request, pk, card)
    if "not" in request.POST:
        actions.not_like(me(request), one)
    else:
        actions.like(me(request), one)
    return redirect(one)


@login_required
@require_POST
def story(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """Tell what happened, or take it back."""
    one, looks = card_for(request, pk, card), viewer(request)
    allowed(looks, "play", one.deck)
    if "back" in request.POST:
        told = visible_or_404(Story.objects, looks, card=one, pk=posted(request, "back"))
        actions.take_back(me(request), told)
        messages.success(request, _("It is taken back. Nobody is told that it was there."))
        return redirect(one)
    form = Telling(request.POST)
    if form.is_valid():
        actions.tell(me(request), one, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Told. Members of {circle} can read it.").format(
            circle=one.deck.circle.name))  # fmt: skip
        return redirect(one)
    page = {
        "card": one,
        "deck": one.deck,
        "circle": one.deck.circle,
        "plays": True,
        "changes": can(looks, "change", one),
        "telling": form,
    }
    return render(request, "decks/card.html", page)
