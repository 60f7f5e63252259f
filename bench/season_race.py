"""Many people answer to crews of five that are proposed to them, eight at a time, while a worker
mends what some of them decline: prints, as JSON, in how many rounds an answer was lost or a crew
over-full, and how many seconds the answers of a round took.

python -m bench.season_race PEOPLE ROUNDS
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import partial
from statistics import median
from time import perf_counter

import django

django.setup()

from django.db import connection
from django.utils import timezone

from kinweave.circles.models import Membership, Standing
from kinweave.jobs.actions import run_due
from kinweave.weaving.models import Left, Place, Proposal, ProposedCrew, Repair, Season, Wish
from kinweave.weaving.refusals import Changed
from tests import builders
from tests.crowd import at_once, make_site
from tests.weaving.doing import a_season, members, proposed_by_hand
from tests.weaving.racing import answer

FIVE, WORKER = 5, 0
DECLINES = 4
"""In one crew of so many somebody says no."""


def main(people: int, rounds: int) -> None:
    """Make the site; a season for each round."""
    make_site()
    steward, circle = builders.person("Stella"), builders.circle()
    builders.member(circle, steward, Standing.PARTNER)
    guests = members(circle, people)
    crews = [guests[first : first + FIVE] for first in range(0, people, FIVE)]
    lost = full = 0
    took = []
    for _number in range(rounds):
        season = a_season(steward, circle)
        made = proposed_by_hand(steward, season, crews)
        says = {crew[0].pk: "not this season" for crew in crews[::DECLINES]}
        begun = perf_counter()
        told = _all_at_once(season, [one.pk for one in guests], says)
        took.append(perf_counter() - begun)
        run_due(timezone.now() + 2 * Repair.WAITS, Repair)
        agreed = {one.pk for number, crew in enumerate(crews) for one in crew if number % DECLINES}
        lost += set(told) != {"kept"} or _is_lost(season, made, agreed, set(says))
        full += _is_over_full(made)
    print(json.dumps([lost, full, median(took)]))


def _all_at_once(season: Season, people: list[int], says: dict[int, str]) -> list[str]:
    """What each was told; half-way through, a worker comes by."""
    if connection.vendor == "postgresql":
        connection.close_pool()  # its threads do not come along into other processes
    half = len(people) // 2
    told = at_once(partial(_do, season.pk, says), [*people[:half], WORKER, *people[half:]])
    return told[:half] + told[half + 1 :]


def _do(season: int, says: dict[int, str], person: int) -> str:
    if person == WORKER:
        run_due(timezone.now() + 2 * Repair.WAITS, Repair)
        return "done"
    while True:
        try:
            return answer(season, person, says.get(person, "yes"))
        except Changed:
            continue  # they have another look, as they are asked to
        except Place.DoesNotExist:
            return "kept"  # there is no crew for them any more; they are counted among those left


def _is_lost(season: Season, made: Proposal, agreed: set[int], declined: set[int]) -> bool:
    """Whether a crew whose people all said yes has not begun, somebody who said no is sought a
    crew still, or somebody is nowhere or twice."""
    begun = Place.objects.filter(proposal=made, crew__agreed_at__isnull=False)
    standing = set(Wish.objects.standing().filter(season=season).values_list("person", flat=True))
    rows = (Place.objects.filter(proposal=made), Left.objects.filter(proposal=made))
    there = Counter(person for one in rows for person in one.values_list("person", flat=True))
    return (
        not agreed <= set(begun.values_list("person", flat=True))
        or bool(standing & declined)
        or there != Counter(standing)
    )


def _is_over_full(made: Proposal) -> bool:
    largest = made.season.largest
    places = Counter(Place.objects.filter(proposal=made).values_list("crew", flat=True))
    circles = ProposedCrew.objects.filter(proposal=made).exclude(circle=None).values("circle")
    inside = Membership.objects.filter(circle__in=circles).values_list("circle", flat=True)
    return max([*places.values(), *Counter(inside).values()]) > largest


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
