"""What somebody sees of a mixing plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from kinweave.access import Viewer
from kinweave.mixing.models import Participant, Plan, Round, Seat


@dataclass(slots=True)
class Group:
    """``number``: that of its table, or of its room in a call. ``mine``: the reader is in it."""

    number: int
    people: list[Participant] = field(default_factory=list)
    mine: bool = False

    def but(self, person: int | None) -> list[Participant]:
        """The others."""
        return [one for one in self.people if one.person_id is None or one.person_id != person]


@dataclass(slots=True)
class OneRound:
    """A round, its groups, and who sits out. ``others``: whom the reader is with."""

    number: int
    began_at: datetime | None
    until: datetime | None
    groups: list[Group] = field(default_factory=list)
    out: list[Participant] = field(default_factory=list)
    mine: Group | None = None
    others: list[Participant] = field(default_factory=list)
    i_sit_out: bool = False


def participants_of(viewer: Viewer, plan: Plan) -> list[Participant]:
    """Everybody who is in, by name. One query."""
    rows = Participant.objects.visible_to(viewer).filter(plan=plan)
    found = rows.select_related("person", "guest")
    return sorted(found, key=lambda one: (one.called.casefold(), one.pk))


def rounds_of(viewer: Viewer, plan: Plan, people: list[Participant]) -> list[OneRound]:
    """All rounds, with the groups that this viewer may see. Two queries, however many."""
    seats: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = Seat.objects.visible_to(viewer).filter(round__plan=plan)
    for number, one, group in rows.values_list("round__number", "participant", "group"):
        seats[number][one] = group
    rounds = Round.objects.visible_to(viewer).filter(plan=plan)
    return [_round(viewer, one, plan, people, seats[one.number]) for one in rounds]


def _round(
    viewer: Viewer, one: Round, plan: Plan, people: list[Participant], seats: dict[int, int]
) -> OneRound:
    made = OneRound(one.number, one.began_at, one.until(plan.minutes))
    groups: dict[int, Group] = {}
    for who in people:
        me = who.person_id is not None and who.person_id == viewer.person
        if (number := seats.get(who.pk)) is not None:
            group = groups.setdefault(number, Group(number))
            group.people.append(who)
            group.mine = group.mine or me
        elif seats and who.is_there(one.number):
            made.out.append(who)
            made.i_sit_out = made.i_sit_out or me
    made.groups = [groups[number] for number in sorted(groups)]
    made.mine = next((group for group in made.groups if group.mine), None)
    made.others = made.mine.but(viewer.person) if made.mine else []
    return made


def now_on(rounds: list[OneRound]) -> OneRound | None:
    """The round that began last."""
    return next((one for one in reversed(rounds) if one.began_at), None)


def all_new_for(people: int, size: int) -> int:
    """For about so many rounds, groups of this size hold nobody whom one sat with before: each
    round takes ``size - 1`` of the others. Of what people have met elsewhere it knows nothing."""
    return max(1, (people - 1) // (size - 1))
