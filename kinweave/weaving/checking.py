"""Whether crews may be, and what they are worth, without the engine's libraries: the web process
asks this while somebody waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from kinweave.solvers.crews import problem as engine
from kinweave.solvers.crews.clocks import clocks
from kinweave.solvers.running import Reason
from kinweave.solvers.validators.crews import Rules
from kinweave.solvers.validators.crews.rules import Members
from kinweave.solvers.validators.crews.timetable import EPOCH, QUARTER, Starts
from kinweave.weaving.feeding import key_of, problem_of
from kinweave.weaving.laying import OPEN_PARTS, TIMES_KEPT, people_in, told
from kinweave.weaving.models import Proposal, ProposedCrew, Season
from kinweave.weaving.refusals import NotTogether, TooMany

WORDS_NAMED = 6


def all_whole(season: Season, proposal: Proposal, at: datetime) -> bool:
    """Whether each crew of a proposal may be proposed as it is, at the time that it names. Each is
    looked at: how long it takes does not say which one may not."""
    rules = Rules(problem_of(season, at))
    crews = list(ProposedCrew.objects.filter(proposal=proposal))
    people = people_in(crews)
    return sum(not stands(rules, people[crew.pk], crew.times) for crew in crews) == 0


def stands(rules: Rules, people: Iterable[int], times: list[dict[str, Any]]) -> bool:
    """Whether they may be a crew, and can all come to each of the dates that are proposed."""
    members = members_of(rules, people)
    if members is None or not members.allowed or not times:
        return False
    named = tuple(times[0]["starts"])
    return any(_iso(one) == named for one, _zone, _waiting in _suiting(members))


def members_of(rules: Rules, people: Iterable[int]) -> Members | None:
    """These people as the rules know them; none, where one of them wishes for no crew any more."""
    keys = sorted(map(key_of, people))
    if not keys or any(key not in rules.people for key in keys):
        return None
    return Members(rules, [rules.people[key] for key in keys])


def told_apart(rules: Rules, pairs: Iterable[tuple[int, int]]) -> bool:
    """Whether one of a pair asked not to be with the other. Every pair is looked at, so that how
    long it takes says nothing."""
    known = rules.people
    both = [(known[key_of(one)], known[key_of(other)]) for one, other in pairs]
    return sum((a.key in b.apart) + (b.key in a.apart) for a, b in both) > 0


def fields_by_hand(
    rules: Rules, people: Collection[int], *, apart: bool | None = None
) -> dict[str, Any]:
    """What a row keeps of a crew that somebody made by hand. It may be too small as yet.

    ``apart``: whether two of them are kept apart, by what they said or by lot; if it is not told,
    what they said counts. Raises :class:`NotTogether` for people without a common time, without a
    common language, of two calls, and for those who are kept apart: these count as never free, and
    from there on all is the same, also how long it takes.
    """
    members = members_of(rules, people)
    if members is None:
        raise NotTogether
    if len(members.people) > members.bounds[1]:
        raise TooMany
    if len(members.people) == 1:
        return {"languages": [], "times": [], "score": 0.0, "parts": {}, "reasons": []}
    if apart is None:
        apart = told_apart(rules, combinations(sorted(people), 2))
    found, shared = _suiting(members, never=apart), members.languages
    if not found or not shared or len(members.calls) > 1:
        raise NotTogether
    spoken = Counter(code for one in rules.people.values() for code in one.languages)
    languages = sorted(shared, key=lambda code: (-spoken[code], code))
    times = [
        {
            "zone": zone,
            "starts": list(_iso(starts)),
            "if_need_be": sorted(waiting, key=int),
        }
        for starts, zone, waiting in found
    ]
    return {
        "languages": languages,
        "times": times[:TIMES_KEPT],
        "score": members.score,
        "parts": members.parts,
        "reasons": told(_reasons(members, times, languages)),
    }


def worth_shown(crews: Iterable[tuple[int, dict[str, float]]]) -> float:
    """How good crews are, 0 to 1, by what may be seen: sizes of crews and their parts. Wishes, and
    who has met whom, are private, and left out of it."""
    weights = engine.Weights()
    whole = sum(getattr(weights, part) for part in OPEN_PARTS)
    people = worth = 0.0
    for size, parts in crews:
        people += size
        worth += size * sum(getattr(weights, part) * parts.get(part, 0.0) for part in OPEN_PARTS)
    return worth / whole / people if people else 0.0


def _suiting(members: Members, *, never: bool = False) -> list[tuple[Starts, str, list[str]]]:
    """Series that suit all, each start of the week once: fewest "if need be" first, then with the
    most room around it. ``never``: nobody's hours count, and as much is looked at."""
    lived_in = Counter(one.zone for one in members.people)
    best: dict[int, tuple[Starts, str, list[str]]] = {}
    times = members.rules.times
    # What all of one zone have in common: one question for each series and zone, whoever they are.
    common = dict.fromkeys(lived_in, 0 if never else -1)
    for one, (within, _free) in zip(members.people, members.weeks, strict=True):
        common[one.zone] &= within
    for zone in sorted(lived_in, key=lambda zone: (-lived_in[zone], zone)):
        for starts in times.series(zone):
            if sum(bool(times.needs[where][starts] & ~hours) for where, hours in common.items()):
                continue
            waiting = [
                one.key
                for one, (_within, free) in zip(members.people, members.weeks, strict=True)
                if times.needs[one.zone][starts] & ~free
            ]
            known = best.get(starts[0])
            if known is None or len(waiting) < len(known[2]):
                best[starts[0]] = (starts, zone, waiting)
    return sorted(best.values(), key=lambda one: (len(one[2]), -_room(one[0][0], best), one[0][0]))


def _room(start: int, known: dict[int, Any]) -> int:
    """How many half hours on end work before this start and after it, the fewer of the two."""
    room = 0
    while start - 2 * (room + 1) in known and start + 2 * (room + 1) in known:
        room += 1
    return room


def _iso(starts: Starts) -> tuple[str, ...]:
    return tuple((EPOCH + start * QUARTER).isoformat() for start in starts)


def _reasons(
    members: Members, times: Sequence[dict[str, Any]], languages: list[str]
) -> Iterable[Reason]:
    people, season = members.people, members.rules.problem.season
    yield Reason("common_times", {"count": len(times), "minutes": _minutes(members, season)})
    if len(times) == 1:
        yield Reason("one_time")
    if times[0]["if_need_be"]:
        yield Reason("if_need_be", {"people": times[0]["if_need_be"]})
    yield Reason("language", {"languages": languages})
    words = Counter(word for one in people for word in one.interests | one.intention)
    shared = sorted(
        (word for word in words if words[word] > 1), key=lambda word: (-words[word], word)
    )
    if shared:
        yield Reason("shared", {"words": shared[:WORDS_NAMED]})
    hosts = [
        [one.key for one in people if one.host is willing]
        for willing in (engine.Hosting.YES, engine.Hosting.MAYBE)
    ]
    if any(hosts):
        yield Reason("hosts", {"yes": hosts[0], "maybe": hosts[1]})
    else:
        yield Reason("nobody_hosts")
    yield Reason("size", {"size": len(people), "target": season.target})
    starts = map(datetime.fromisoformat, times[0]["starts"])
    yield Reason("places", {"zones": clocks((one.zone for one in people), starts)})


def _minutes(members: Members, season: engine.Season) -> int:
    """Minutes of the first week in which everybody could be in a meeting."""
    length = timedelta(minutes=season.length_minutes) // QUARTER
    covered, until = 0, 0
    for start in sorted(members.starts):
        covered += start + length - max(start, until)
        until = start + length
    return covered * 15
