"""Writing a harvest, letting others read it, taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Audience, Viewer, allowed
from kinweave.gatherings.models import Occasion
from kinweave.harvests.actions.dates import been
from kinweave.harvests.models import Harvest
from kinweave.harvests.policies import reach
from kinweave.harvests.refusals import Gone
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def draft(
    author: Person,
    occasion: Occasion,
    *,
    title: str,
    words: str,
    wished: str = Audience.CIRCLE,
    named: bool = True,
    at: datetime,
) -> Harvest:
    """Words of one's own about a date that has been; only their author reads them so far. The very
    same again are these: a button may be pressed twice."""
    occasion = been(occasion, at, hold=True)
    viewer = Viewer.of(author.pk)
    allowed(viewer, "harvest", occasion)
    same = Harvest.objects.filter(occasion=occasion, author=author, title=title, words=words)
    if found := same.filter(published_at=None).first():
        return found
    return Harvest.objects.create(
        occasion=occasion, author=author, title=title, words=words, named=named, wished=wished,
        audience=reach(viewer, occasion.gathering, wished), made_at=at, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def change(
    author: Person,
    harvest: Harvest,
    *,
    title: str,
    words: str,
    wished: str,
    named: bool,
    at: datetime,
) -> Harvest:
    """Say it otherwise. What whoever hosts has opened further goes as far again once they have seen
    the new words: it is these that they would answer for."""
    one = _locked(harvest)
    viewer = Viewer.of(author.pk)
    allowed(viewer, "change", one)
    before = (one.title, one.words)
    one.title, one.words, one.named, one.wished = title, words, named, wished
    if before != (title, words) or wished != one.audience:
        one.audience = reach(viewer, one.occasion.gathering, wished)
    if before != (title, words):
        one.changed_at = at
    one.save()
    return one


@transaction.atomic
def publish(actor: Person, harvest: Harvest, *, at: datetime) -> Harvest:
    """Let those read it for whom it is; or put back what one has taken back."""
    one = _locked(harvest)
    allowed(Viewer.of(actor.pk), "publish", one)
    if one.is_there:
        return one
    first = one.published_at is None
    one.published_at = one.published_at or at
    one.taken_back_at = one.taken_back_by = None
    one.save()
    if first:
        _write("harvests.published", actor, one, at)
    return one


@transaction.atomic
def open_up(actor: Person, harvest: Harvest, *, at: datetime) -> Harvest:
    """Let it go as far as its author wishes."""
    one = _locked(harvest)
    allowed(Viewer.of(actor.pk), "open", one)
    if one.is_there and one.audience != one.wished:
        one.audience = one.wished
        one.save(update_fields=["audience"])
        circle = one.occasion.gathering.circle
        write("harvests.opened", actor=actor, at=at, circle=circle, thing=one)
    return one


@transaction.atomic
def take_back(actor: Person, harvest: Harvest, *, at: datetime) -> Harvest:
    """Take it off the page. Its words stay with its author."""
    one = _locked(harvest)
    allowed(Viewer.of(actor.pk), "take back", one)
    if one.is_there:
        one.taken_back_at, one.taken_back_by = at, actor
        one.save(update_fields=["taken_back_at", "taken_back_by"])
        _write("harvests.taken_back", actor, one, at)
    return one


@transaction.atomic
def throw_away(author: Person, harvest: Harvest) -> None:
    """Delete what nobody else can read, for good."""
    one = _locked(harvest)
    allowed(Viewer.of(author.pk), "take back", one)
    if not one.is_there and one.author_id == author.pk:
        one.delete()


def _locked(harvest: Harvest) -> Harvest:
    one = Harvest.objects.select_for_update().filter(pk=harvest.pk).first()
    if one is None:
        raise Gone
    rows = Occasion.objects.select_related("gathering__circle")
    one.occasion = rows.get(pk=one.occasion_id)
    return one


def _write(verb: str, actor: Person, harvest: Harvest, at: datetime) -> None:
    """In the circle's journal; nothing where its author's name is not to be known."""
    if harvest.named or actor.pk != harvest.author_id:
        circle = harvest.occasion.gathering.circle
        write(verb, actor=actor, at=at, circle=circle, thing=harvest)
