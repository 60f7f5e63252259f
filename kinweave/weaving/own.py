"""What is read past the door: what somebody told before, for their own form; and who wishes for a
crew, by name, for whoever gathers a season."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from kinweave.access import Kept, blank
from kinweave.circles.models import Circle, Membership
from kinweave.people.models import Person, Profile, SpokenLanguage, Told
from kinweave.weaving.models import Appeal, Left, Proposal, Regard, Season, Wish

MOST_NAMED = 8


def regards_of(person: Person, wish: Wish) -> tuple[list[int], list[int]]:
    """With whom ``person`` would like to be, and with whom not: of their own wish alone."""
    rows = Regard.objects.filter(wish=wish, wish__person=person).values_list("other", "kind")
    found = list(rows)
    return (
        [other for other, kind in found if kind == Regard.Kind.WITH],
        [other for other, kind in found if kind == Regard.Kind.NOT_WITH],
    )


def appealing_to(person: Person, wish: Wish) -> list[int]:
    """The calls that ``person`` named, in their own wish alone."""
    rows = Appeal.objects.filter(wish=wish, wish__person=person)
    return list(rows.values_list("call", flat=True))


def languages_of(person: Person) -> list[str]:
    """Those that they get by in, or better."""
    rows = SpokenLanguage.objects.filter(person=person)
    return list(rows.exclude(fluency=SpokenLanguage.Fluency.LITTLE).values_list("code", flat=True))


def spoken_here(circle: Circle) -> list[str]:
    """The languages that most members tell everybody they speak."""
    here = Membership.objects.current().filter(circle=circle).values("person")
    kept = Profile.objects.filter(person__in=here).exclude(languages_told=Told.CIRCLES)
    rows = SpokenLanguage.objects.filter(person__in=here).exclude(person__in=kept.values("person"))
    counts = Counter(rows.values_list("code", flat=True))
    return [code for code, _many in counts.most_common(MOST_NAMED)]


def who_wishes(season: Season) -> list[int]:
    """The people who wish for a crew, for whoever gathers the season: that, and nothing of what."""
    here = Membership.objects.current().filter(circle=season.circle_id).values("person")
    rows = Wish.objects.standing().filter(season=season, person__in=here)
    return list(rows.values_list("person", flat=True))


def replies_to(season: Season) -> list[tuple[int, str]]:
    """What was replied to the season's own question, for whoever asks it."""
    if not season.asks:
        return []
    rows = Wish.objects.standing().filter(season=season, person__in=who_wishes(season))
    return list(rows.exclude(reply="").values_list("person", "reply"))


def left_in(proposal: Proposal) -> list[tuple[int, list[dict[str, Any]]]]:
    """Who is in no crew of a proposal and why, for whoever gathers its season: also somebody whom
    they do not see, who is then named as somebody."""
    return _left.ask(proposal=proposal.pk)


def _left_with_reasons() -> QuerySet[Left, tuple[int, list[dict[str, Any]]]]:
    rows = Left.objects.filter(proposal=blank("proposal", BigIntegerField()))
    return rows.values_list("person", "reasons")


_left = Kept(_left_with_reasons)


def in_none(proposals: Iterable[Proposal]) -> Counter[int]:
    """How many people are in no crew of each, by its number."""
    rows = Left.objects.filter(proposal__in=list(proposals))
    return Counter(rows.values_list("proposal", flat=True))
