"""A draft of crews that hands can change: two crews of three, and three people in none."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from kinweave.jobs.models import State
from kinweave.people.models import Person
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving.checking import fields_by_hand
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.laying import lay_crew
from kinweave.weaving.models import Left, Proposal, ProposedCrew, Season
from tests.gatherings.cast import Cast
from tests.weaving.doing import MORNINGS, a_season, members, wishes, wishes_are_in


@dataclass(frozen=True)
class Draft:
    """``people``: 0, 1, 2 are crew 1; 3, 4, 5 crew 2; the others are in none: 6 has the same
    hours, 7 is free in the mornings only, 8 speaks another language."""

    season: Season
    proposal: Proposal
    people: list[Person]

    def crew(self, number: int) -> ProposedCrew:
        return ProposedCrew.objects.get(proposal=self.proposal, number=number)

    def crews(self) -> list[set[int]]:
        """Who is with whom, by their places in the list."""
        place = {one.pk: number for number, one in enumerate(self.people)}
        rows = ProposedCrew.objects.filter(proposal=self.proposal).order_by("number")
        return [{place[one.person_id] for one in crew.places.all()} for crew in rows]


def a_draft(cast: Cast) -> Draft:
    """As the engine could have made it."""
    season, now = a_season(cast.stella, cast.circle, target=4, largest=5), timezone.now()
    people = members(cast.circle, 9)
    said: dict[int, dict[str, object]] = {7: {"week": MORNINGS}, 8: {"languages": ["de"]}}
    for number, one in enumerate(people):
        wishes(one, season, **said.get(number, {}))
    wishes_are_in(season)
    made = Proposal.objects.create(
        season=season, number=1, seed=1, asked_by=cast.stella, asked_at=now, next_attempt=now,
        state=State.DONE, finished_at=now, made_at=now, progress=100,
        quality={"objective": 4.0, "bound": 5.0, "proven": False},
    )  # fmt: skip
    rules = Rules(problem_of(season, now))
    for number, who in enumerate((people[:3], people[3:6]), 1):
        numbers = [one.pk for one in who]
        lay_crew(made, number, numbers, fields_by_hand(rules, numbers))
    Left.objects.bulk_create(
        Left(proposal=made, person=one, reasons=[{"kind": "no_room", "people": 5}])
        for one in people[6:]
    )
    return Draft(season, made, people)
