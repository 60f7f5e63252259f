"""Let workers look for crews and mend them, kill each at a random instant, and say what came of
it."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from kinweave.jobs.held import hold_mail
from kinweave.jobs.models import State, Work
from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from kinweave.solvers.crews.propose import ready
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving import actions, proposing, repairing
from kinweave.weaving.actions.answering import mark_of
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.models import Left, Place, Proposal, Repair, Season, Wish
from tests.gatherings.cast import riverbend
from tests.jobs.dying import killed, watchful
from tests.weaving.doing import a_season, crews, members, wishes, wishes_are_in

PEOPLE, PRESSES, NOES = 11, 3, 3
KILLS = 2
"""As often as a proposal may be begun anew before it is given up."""


def kill() -> tuple[list[Any], list[Any]]:
    """Three presses, each of which two workers die of; then three people say no, one by one."""
    watchful(Proposal, Repair)
    proposing.SECONDS = repairing.SECONDS = 1.0
    hold_mail(at=timezone.now())  # letters have tests of their own
    ready()
    cast = riverbend()
    season = a_season(cast.stella, cast.circle, target=4, largest=5)
    for one in members(cast.circle, PEOPLE):
        wishes(one, season)
    wishes_are_in(season)
    chance, found = random.Random(PEOPLE), []
    for press in range(PRESSES):
        row = actions.ask_for_crews(cast.stella, season, at=timezone.now())
        found.append([_worn_out(row, chance), _state(row), Proposal.objects.count(), _whole(row)])
        if press < PRESSES - 1:
            actions.discard(cast.stella, row)
    actions.publish(cast.stella, row, at=timezone.now())
    mended = [[*_mended(season, row, chance), _whole(row)] for _no in range(NOES)]
    return found, mended


def _mended(season: Season, made: Proposal, chance: random.Random) -> list[object]:
    """Somebody says no: how often a worker was killed over it, and the most letters that somebody
    has of it."""
    place = Place.objects.filter(proposal=made).select_related("crew", "person").first()
    assert place is not None
    before = _letters()
    actions.answer(
        place.person, season, crew=place.crew_id, asked=mark_of(place.crew), says="not this season",
        at=timezone.now() - Repair.WAITS,
    )  # fmt: skip
    row = Repair.objects.get(state=State.WAITING)
    kills = _worn_out(row, chance)
    told = (_letters() - before).values()
    return [kills, _state(row), max(told), _wishes_now(place.person)]


def _worn_out(row: Work, chance: random.Random) -> int:
    """How many workers were killed at it before one was let go on to its end."""
    kills, long = 0, 0.3
    while _state(row) in (State.WAITING, State.CLAIMED):
        attempts = _attempts(row)
        until = _some_time_after(row, attempts, chance.random() * long)
        kills += killed(until if attempts < KILLS else _ended(row))
        assert _state(row) == State.DONE or not _is_half(row)
    return kills


def _some_time_after(row: Work, attempts: int, wait: float) -> Callable[[], bool]:
    """A moment in the midst of the work, or just behind it."""

    def is_time() -> bool:
        if _attempts(row) == attempts:
            return False
        time.sleep(wait)
        return True

    return is_time


def _ended(row: Work) -> Callable[[], bool]:
    return lambda: _state(row) not in (State.WAITING, State.CLAIMED)


def _state(row: Work) -> str:
    return type(row)._base_manager.values_list("state", flat=True).get(pk=row.pk)


def _attempts(row: Work) -> int:
    return type(row)._base_manager.values_list("attempts", flat=True).get(pk=row.pk)


def _is_half(row: Work) -> bool:
    """Whether something of a proposal is there before all of it is."""
    if not isinstance(row, Proposal):
        return False
    row.refresh_from_db()
    rows = (Place.objects.filter(proposal=row), Left.objects.filter(proposal=row))
    return row.made_at is not None or any(one.exists() for one in rows)


def _whole(made: Proposal) -> bool:
    """Whether everybody who wishes for a crew is in one that may be, or among those left."""
    rules = Rules(problem_of(made.season, timezone.now()))
    found = crews(made)
    left = list(Left.objects.filter(proposal=made).values_list("person", flat=True))
    there = Counter([*left, *(person for crew in found for person in crew)])
    wishing = Wish.objects.standing().filter(season=made.season).values_list("person", flat=True)
    stands = all(rules.score(map(str, crew)) is not None for crew in found)
    return stands and there == Counter(wishing) and bool(found)


def _letters() -> Counter[int]:
    return Counter(Delivery.objects.values_list("receiver", flat=True))


def _wishes_now(person: Person) -> bool:
    return Wish.objects.standing().filter(person=person).exists()
