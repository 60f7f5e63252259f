"""Who does what, date by date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, FilteredRelation, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kinweave.access import Viewer
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.models.occasions import OccasionQuerySet
from kinweave.people.models import Field
from kinweave.people.told import Shown, shown_in, telling
from kinweave.preparing.models import Role, Taken
from kinweave.preparing.models.coming import COMING

FACE = (Field.PICTURE,)


@dataclass(slots=True)
class Hands:
    """A role on a date. ``free``: how many places are, which is no secret; ``them``: who took one,
    as far as the viewer may know, each with the number of their place's row; ``mine``: whether the
    viewer did."""

    number: int
    name: str
    words: str
    hosts: bool
    free: int
    mine: bool = False
    them: list[tuple[int, Shown]] = field(default_factory=list)


@dataclass(slots=True)
class Day:
    """A date and its roles, that of its host first. ``comes``: whether the viewer does."""

    date: Occasion
    comes: bool
    roles: list[Hands] = field(default_factory=list)


def board(viewer: Viewer, gathering: Gathering, now: datetime, most: int) -> list[Day]:
    """The next dates, ``most`` of them. Two queries, however many there are."""
    dates = Occasion.objects.visible_to(viewer).taking_place().not_over(now)
    next_few = dates.filter(gathering=gathering).order_by("starts_at", "pk")[:most]
    days: dict[int, Day] = {}
    by_role: dict[tuple[int, int], Hands] = {}
    for one in _roles_on(viewer, next_few):
        on = Occasion(
            pk=one[0], gathering=gathering, starts_at=one[1], ends_at=one[2], day=one[3],
            last_day=one[4], number=one[5],
        )  # fmt: skip
        day = days.setdefault(on.pk, Day(on, one[6] in COMING))
        number, name, words, places, ready, held = one[7:]
        hands = Hands(number, name, words, ready == Role.Ready.HOST, max(0, places - held))
        by_role[on.pk, number] = hands
        day.roles.append(hands)
    if days:
        _who(viewer, days, by_role)
    for day in days.values():
        day.roles.sort(key=lambda one: not one.hosts)
    return list(days.values())


def _roles_on(viewer: Viewer, dates: OccasionQuerySet) -> list[tuple[Any, ...]]:
    """Each of these dates with each role: in one query, since a page shows both or neither."""
    mine = FilteredRelation("answers", condition=Q(answers__person=viewer.person))
    held = Taken.objects.counting().filter(occasion=OuterRef("pk"), role=OuterRef("role"))
    count = held.order_by().values("role").annotate(held=Count("pk")).values("held")
    rows = Occasion.objects.visible_to(viewer).filter(pk__in=dates.values("pk"))
    rows = rows.filter(gathering__roles__isnull=False)
    read = rows.annotate(
        mine=mine,
        role=F("gathering__roles"),
        held=Coalesce(Subquery(count, output_field=IntegerField()), 0),
    )
    return list(
        read.order_by("starts_at", "pk", "role").values_list(
            "pk", "starts_at", "ends_at", "day", "last_day", "number", "mine__says", "role",
            "gathering__roles__name", "gathering__roles__words", "gathering__roles__places",
            "gathering__roles__ready", "held",
        )
    )  # fmt: skip


def _who(viewer: Viewer, days: dict[int, Day], by_role: dict[tuple[int, int], Hands]) -> None:
    rows = Taken.objects.visible_to(viewer).filter(occasion__in=days).order_by("place")
    read = list(telling(viewer, rows, FACE, "pk", "occasion", "role", person="person"))
    for row, them in zip(read, shown_in(viewer, read, FACE, person="person"), strict=True):
        hands = by_role.get((row["occasion"], row["role"]))
        if hands is not None:
            hands.them.append((row["pk"], them))
            hands.mine = hands.mine or them.person == viewer.person
