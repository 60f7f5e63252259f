"""Saying what one wishes for, and taking it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.calling.models import Call
from kinweave.circles.models import Membership
from kinweave.people.models import Person
from kinweave.weaving.models import Appeal, Left, Move, Place, Regard, Season, Wish
from kinweave.weaving.refusals import NotNow


@transaction.atomic
def say_wish(
    person: Person,
    season: Season,
    *,
    intention: str = "",
    reply: str = "",
    languages: Collection[str] = (),
    week: str,
    zone: str,
    hosting: str = Wish.Hosting.NO,
    wished: Collection[int] = (),
    apart: Collection[int] = (),
    calls: Collection[int] = (),
    at: datetime,
) -> Wish:
    """Ask to be placed, or say it otherwise. ``wished`` and ``apart``: people of the circle with
    whom they would like to be, or not; whoever is named as both counts as not.
    ``calls``: open calls of the circle that they would join, or their own, to be filled."""
    viewer = Viewer.of(person.pk)
    allowed(viewer, "wish", season)
    season = Season.objects.get(pk=season.pk)
    if not season.takes_wishes(at):
        raise NotNow
    said = {
        "intention": intention, "reply": reply, "languages": list(dict.fromkeys(languages)),
        "week": week, "zone": zone, "hosting": hosting, "changed_at": at, "withdrawn_at": None,
    }  # fmt: skip
    wish, _new = Wish.objects.update_or_create(
        season=season, person=person, defaults=said, create_defaults={**said, "since": at}
    )
    here = Membership.objects.visible_to(viewer).current().filter(circle=season.circle_id)
    known = set(here.values_list("person", flat=True)) - {person.pk}
    kinds = {
        **dict.fromkeys(known & set(wished), Regard.Kind.WITH),
        **dict.fromkeys(known & set(apart), Regard.Kind.NOT_WITH),
    }
    Regard.objects.filter(wish=wish).delete()
    Regard.objects.bulk_create(
        Regard(wish=wish, other_id=other, kind=kind) for other, kind in sorted(kinds.items())
    )
    open_ones = Call.objects.visible_to(viewer).open(at).filter(circle=season.circle_id)
    Appeal.objects.filter(wish=wish).delete()
    Appeal.objects.bulk_create(
        Appeal(wish=wish, call=one) for one in open_ones.filter(pk__in=calls).order_by("pk")
    )
    return wish


@transaction.atomic
def take_back_wish(person: Person, season: Season) -> bool:
    """Not this season after all, before crews are proposed: all that they said goes, and with it
    their place in what those who gather it are trying out; moves are not kept that would put them
    back."""
    Season.objects.select_for_update().get(pk=season.pk)
    Move.objects.filter(proposal__season=season).delete()
    drafts = {"proposal__season": season, "proposal__published_at": None, "person": person}
    Place.objects.filter(**drafts).delete()
    Left.objects.filter(**drafts).delete()
    return bool(Wish.objects.filter(season=season, person=person).delete()[0])
