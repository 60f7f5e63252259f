"""Cases as people read them: their own, those that are chosen, and whether there is any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kinweave.access import Viewer
from kinweave.bringing.models import Case, Clinic
from kinweave.circles.models import Membership
from kinweave.gatherings.models import Occasion
from kinweave.people.models import Field
from kinweave.people.told import Shown, shown_in, telling

FACE = (Field.PICTURE,)
ENOUGH_TO_HIDE_AMONG = 5
"""In a circle of fewer, "there is a case" would say too well whose it is."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case that is chosen, and who brought it."""

    title: str
    words: str
    who: Shown


@dataclass(frozen=True, slots=True)
class On:
    """A date to come, what is chosen for it, and whether it has time for another one."""

    date: Occasion
    cases: list[Chosen]
    free: bool


def own_cases(viewer: Viewer, clinic: Clinic, now: datetime) -> tuple[Case | None, list[Case]]:
    """The one that waits or is chosen for a date to come, and those that have been."""
    rows = Case.objects.visible_to(viewer).filter(clinic=clinic, person=viewer.person)
    found = list(rows.select_related("choice__occasion").order_by("-brought_at", "-pk"))
    for one in found:
        if choice := getattr(one, "choice", None):
            choice.occasion.gathering = clinic.gathering
    at_hand = next((one for one in found if not _has_been(one, now)), None)
    return at_hand, [one for one in found if one is not at_hand]


def chosen_for(viewer: Viewer, clinic: Clinic, dates: Sequence[Occasion]) -> list[On]:
    """By date. How many stand there counts also whom the viewer does not see."""
    rows = Case.objects.visible_to(viewer).filter(clinic=clinic, choice__occasion__in=dates)
    ordered = rows.order_by("choice__place")
    columns = ("title", "words", "choice__occasion")
    read = list(telling(viewer, ordered, FACE, *columns, person="person"))
    found: defaultdict[int, list[Chosen]] = defaultdict(list)
    for row, who in zip(read, shown_in(viewer, read, FACE, person="person"), strict=True):
        found[row["choice__occasion"]].append(Chosen(row["title"], row["words"], who))
    taken = list(clinic.choices.filter(occasion__in=dates).values_list("occasion", flat=True))
    return [On(one, found[one.pk], taken.count(one.pk) < clinic.places) for one in dates]


def anything_there(clinic: Clinic) -> bool | None:
    """Whether somebody has brought a case that waits; ``None`` where the circle is so small that
    this would say who. docs/decisions/0018."""
    here = Membership.objects.current().filter(circle=clinic.gathering.circle_id)
    if here[:ENOUGH_TO_HIDE_AMONG].count() < ENOUGH_TO_HIDE_AMONG:
        return None
    return bool(Case.objects.waiting().filter(clinic=clinic).exists())


def _has_been(case: Case, now: datetime) -> bool:
    choice = getattr(case, "choice", None)
    return choice is not None and choice.occasion.ends_at <= now and not choice.occasion.is_off
