"""What the engine is told of a season: wishes, hours, and what was said in private.

No library of the engine is loaded by this: only its types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from itertools import combinations, groupby

from django.db.models import Q

from kinweave.answers.wording import telling_words
from kinweave.circles.models import Membership, Scale
from kinweave.met.record import pairs_among
from kinweave.people.models import Block, Profile, Told, Topic
from kinweave.people.models.week import BUSY, FREE
from kinweave.solvers.crews import problem as engine
from kinweave.weaving.called import called_in
from kinweave.weaving.models import Regard, Season, Wish

HALF = 30
Others = dict[int, set[int]]


def key_of(person: int) -> str:
    """What the engine calls somebody."""
    return str(person)


def standing_wishes(season: Season) -> list[Wish]:
    """Of those who are members now."""
    here = Membership.objects.current().filter(circle=season.circle_id).values("person")
    return list(Wish.objects.standing().filter(season=season, person__in=here).order_by("pk"))


def problem_of(season: Season, at: datetime) -> engine.Problem:
    """All who wish for a crew in this season, as the engine knows them. A block between two is
    the same as if one of them had asked not to be with the other. ``at``: calls that are open then
    are filled, if whoever called asked for it."""
    wishes = standing_wishes(season)
    people = [one.person_id for one in wishes]
    wished, apart = _regards(wishes), _apart(wishes, people)
    met, interests = _met(people), _interests(people)
    called = called_in(season, wishes, at)
    words = telling_words([one.intention for one in wishes])
    return engine.Problem(
        tuple(
            engine.Person(
                key=key_of(one.person_id),
                zone=one.zone,
                hours=hours_of(one.week),
                languages=frozenset(one.languages),
                interests=frozenset(interests[one.person_id]),
                intention=intention,
                host=engine.Hosting(one.hosting),
                wishes=_keys(wished[one.person_id] | called.wished[one.person_id]),
                apart=_keys(apart[one.person_id]),
                met=_keys(met[one.person_id]),
                call=called.joins.get(one.person_id),
            )
            for one, intention in zip(wishes, words, strict=True)
        ),
        rules_of(season),
        called.calls,
    )


def among(problem: engine.Problem, people: Iterable[engine.Person]) -> engine.Problem:
    """The same for these people; a call whose caller is not among them is nobody's."""
    people = tuple(people)
    here = {one.key for one in people}
    calls = tuple(one for one in problem.calls if one.caller in here)
    return replace(problem, people=people, calls=calls)


def rules_of(season: Season) -> engine.Season:
    """When and how crews meet."""
    return engine.Season(
        start=season.starts_on,
        meetings=season.meetings,
        every_weeks=season.every_weeks,
        length_minutes=season.minutes,
        smallest=season.smallest,
        target=season.target,
        largest=season.largest,
    )


def hours_of(week: str) -> engine.Hours:
    """A week of signs as the stretches that the engine reads."""
    runs: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for sign, run in groupby(range(len(week)), key=week.__getitem__):
        halves = list(run)
        if sign != BUSY:
            runs[sign == FREE].append((halves[0] * HALF, (halves[-1] + 1) * HALF))
    return engine.Hours(free=tuple(runs[True]), if_need_be=tuple(runs[False]))


def _keys(people: Iterable[int]) -> frozenset[str]:
    return frozenset(map(key_of, people))


def _regards(wishes: list[Wish]) -> Others:
    found: Others = defaultdict(set)
    rows = Regard.objects.filter(wish__in=wishes, kind=Regard.Kind.WITH)
    for person, other in rows.values_list("wish__person", "other"):
        found[person].add(other)
    return found


def _apart(wishes: list[Wish], people: Collection[int]) -> Others:
    found: Others = defaultdict(set)
    said = Regard.objects.filter(wish__in=wishes, kind=Regard.Kind.NOT_WITH)
    blocks = Block.objects.filter(Q(person__in=people) & Q(other__in=people))
    for one, other in [
        *said.values_list("wish__person", "other"),
        *blocks.values_list("person", "other"),
    ]:
        found[one].add(other)
        found[other].add(one)
    return found


def _met(people: Collection[int]) -> Others:
    """Who has been in a crew or a pair with whom, or has met by the record of it."""
    near = Membership.objects.filter(person__in=people, circle__scale__in=[Scale.CREW, Scale.DYAD])
    together: Others = defaultdict(set)
    for circle, person in near.values_list("circle", "person"):
        together[circle].add(person)
    found: Others = defaultdict(set)
    pairs = {two for who in together.values() for two in combinations(sorted(who), 2)}
    for one, other in pairs | pairs_among(people).keys():
        found[one].add(other)
        found[other].add(one)
    return found


def _interests(people: Collection[int]) -> dict[int, set[str]]:
    """Those that somebody tells to all their circles: shared ones are named to a crew."""
    found: dict[int, set[str]] = defaultdict(set)
    kept = Profile.objects.filter(person__in=people).exclude(interests_told=Told.CIRCLES)
    rows = Topic.objects.filter(person__in=people, kind=Topic.Kind.INTEREST)
    for person, words in rows.exclude(person__in=kept.values("person")).values_list(
        "person", "words"
    ):
        found[person].add(words.casefold())
    return found
