"""Made-up communities to measure the engine on, the same everywhere.

45 % of the people live in Europe, 37 % in the Americas, 18 % in East Asia and Oceania. 62 % are
free in evenings and at weekends, 23 % through most days, 15 % seldom. Everybody speaks one or two
languages, names 3 to 8 of 40 interests, and has about 6 past crewmates (two past crews of four,
with people who live near and speak the same); 27 % would host. There are N/40 "not with" and N/8
"with". Once made they are kept as files in ``bench/instances``, so that all contenders, each in a
process and perhaps an environment of its own, read the very same people:

    python -m bench.instances          # makes the files that are missing
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import numpy as np

from kinweave.solvers.crews.problem import Hosting, Hours, Person, Problem, Season

FOLDER = Path(__file__).parent / "instances"
SIZES = (60, 150, 1_500, 15_000, 100_000)
SEEDS = (1, 2, 3, 4, 5)
SEASON = Season(date(2027, 1, 11))

# Zone, its people per thousand of the region (roughly by population online), and the first
# language there.
EUROPE = (
    ("Europe/London", 120, "en"), ("Europe/Dublin", 15, "en"), ("Europe/Lisbon", 25, "pt"),
    ("Europe/Madrid", 90, "es"), ("Europe/Paris", 120, "fr"), ("Europe/Berlin", 140, "de"),
    ("Europe/Vienna", 25, "de"), ("Europe/Zurich", 22, "de"), ("Europe/Amsterdam", 40, "nl"),
    ("Europe/Brussels", 30, "nl"), ("Europe/Rome", 90, "it"), ("Europe/Warsaw", 60, "pl"),
    ("Europe/Prague", 22, "cs"), ("Europe/Budapest", 18, "hu"), ("Europe/Stockholm", 24, "sv"),
    ("Europe/Copenhagen", 16, "da"), ("Europe/Oslo", 14, "no"), ("Europe/Helsinki", 16, "fi"),
    ("Europe/Athens", 20, "el"), ("Europe/Bucharest", 28, "ro"), ("Europe/Istanbul", 65, "tr"),
)  # fmt: skip
AMERICAS = (
    ("America/New_York", 290, "en"), ("America/Toronto", 50, "en"), ("America/Halifax", 8, "en"),
    ("America/Chicago", 160, "en"), ("America/Denver", 40, "en"), ("America/Phoenix", 20, "en"),
    ("America/Los_Angeles", 140, "en"), ("America/Mexico_City", 80, "es"),
    ("America/Bogota", 40, "es"), ("America/Lima", 22, "es"), ("America/Santiago", 20, "es"),
    ("America/Argentina/Buenos_Aires", 40, "es"), ("America/Sao_Paulo", 90, "pt"),
)  # fmt: skip
EAST = (
    ("Asia/Tokyo", 240, "ja"), ("Asia/Seoul", 110, "ko"), ("Asia/Shanghai", 100, "zh"),
    ("Asia/Hong_Kong", 40, "zh"), ("Asia/Taipei", 50, "zh"), ("Asia/Singapore", 60, "en"),
    ("Asia/Manila", 70, "en"), ("Asia/Jakarta", 60, "id"), ("Asia/Bangkok", 30, "th"),
    ("Australia/Sydney", 90, "en"), ("Australia/Melbourne", 70, "en"),
    ("Australia/Brisbane", 30, "en"), ("Australia/Perth", 15, "en"), ("Pacific/Auckland", 35, "en"),
)  # fmt: skip
ZONES = (*EUROPE, *AMERICAS, *EAST)
SHARES = tuple(
    share * weight / sum(weight for _, weight, _ in region)
    for share, region in ((0.45, EUROPE), (0.37, AMERICAS), (0.18, EAST))
    for _, weight, _ in region
)
INTERESTS = tuple(f"interest {number:02}" for number in range(40))
HOSTS = {Hosting.YES: 0.15, Hosting.MAYBE: 0.12, Hosting.NO: 0.73}


def instance(n: int, seed: int) -> Problem:
    """The instance of the published tables: from its file, or made now where there is none."""
    path = FOLDER / f"{n}-{seed}.npz"
    return load(path) if path.exists() else make(n, seed)


def make(n: int, seed: int) -> Problem:
    """``n`` people, the same for the same ``seed``."""
    random = Random(seed)
    places = random.choices(range(len(ZONES)), SHARES, k=n)
    languages = [_languages(random, ZONES[place][2]) for place in places]
    near = _Neighbours(random, places, languages)
    met = {pair for _ in range(2) for pair in near.past_crews()}
    mates = _both_ways(met, n)
    apart = _named(random, n // 40, near, mates, among_mates=0.5)
    wishes = _named(random, n // 8, near, mates, among_mates=0.3, but=set(apart))
    keys = _keys(n)
    hosts = random.choices(tuple(HOSTS), tuple(HOSTS.values()), k=n)
    hours: dict[Hours, Hours] = {}
    wished, avoided = _by_person(wishes), _by_person(apart)
    people = []
    for one in range(n):
        week = _hours(random)
        people.append(
            Person(
                key=keys[one],
                zone=ZONES[places[one]][0],
                hours=hours.setdefault(week, week),
                languages=languages[one],
                interests=frozenset(random.sample(INTERESTS, random.randint(3, 8))),
                host=hosts[one],
                wishes=frozenset(keys[other] for other in wished.get(one, ())),
                apart=frozenset(keys[other] for other in avoided.get(one, ())),
                met=frozenset(keys[other] for other in mates[one]),
            )
        )
    return Problem(tuple(people), SEASON)


class _Neighbours:
    """People in the order of language, then of how far east they live, a bit blurred."""

    def __init__(self, random: Random, places: list[int], languages: list[frozenset[str]]) -> None:
        noon = datetime.combine(SEASON.start, time(12))
        shifts = [ZoneInfo(zone).utcoffset(noon) or timedelta() for zone, _, _ in ZONES]
        self.random = random
        self.tongues = [random.choice(sorted(spoken)) for spoken in languages]
        self.east = [shifts[place].total_seconds() / 3600 for place in places]
        self.order = self._order()
        self.rank = {one: rank for rank, one in enumerate(self.order)}

    def _order(self) -> list[int]:
        blurred = [east + self.random.gauss(0, 1.5) for east in self.east]
        return sorted(range(len(self.east)), key=lambda one: (self.tongues[one], blurred[one]))

    def past_crews(self) -> Iterator[tuple[int, int]]:
        """Pairs out of crews of four, once through everybody."""
        order = self._order()
        for start in range(0, len(order), 4):
            yield from combinations(sorted(order[start : start + 4]), 2)

    def someone_near(self, one: int) -> int:
        """Somebody not far in the order: most often of the same language and part of the world."""
        reach = max(10, len(self.order) // 50)
        return self.order[(self.rank[one] + self.random.randint(1, reach)) % len(self.order)]


def _named(
    random: Random,
    count: int,
    near: _Neighbours,
    mates: list[list[int]],
    *,
    among_mates: float,
    but: set[tuple[int, int]] | frozenset[tuple[int, int]] = frozenset(),
) -> list[tuple[int, int]]:
    """``count`` different pairs of somebody and whom they name."""
    found: dict[tuple[int, int], None] = {}
    while len(found) < count:
        one = random.randrange(len(mates))
        by_mates = mates[one] and random.random() < among_mates
        other = random.choice(mates[one]) if by_mates else near.someone_near(one)
        if one != other and (one, other) not in but:
            found[one, other] = None
    return list(found)


def _languages(random: Random, first: str) -> frozenset[str]:
    if first == "en":
        second = random.choices(("en", "es", "fr", "de"), (80, 10, 6, 4))[0]
        return frozenset({"en", second})
    return frozenset(random.choices(((first, "en"), ("en",), (first,)), (65, 15, 20))[0])


def _hours(random: Random) -> Hours:
    """A week, on half hours: of evenings and weekends, of long days, or of a few spare hours."""
    free: list[tuple[int, int]] = []
    if_need_be: list[tuple[int, int]] = []

    def add(day: int, begin: int, end: int, sure: float) -> None:
        ranges = free if random.random() < sure else if_need_be
        ranges.append(_range(day * 48 + begin, day * 48 + end))

    kind = random.random()
    if kind < 0.62:
        begin, end = random.choice((35, 36, 36, 37, 38)), random.choice((42, 43, 44, 45))
        for day in sorted(random.sample(range(5), random.randint(2, 4))):
            add(day, begin, end, sure=0.85)
        for day in (5, 6):
            if random.random() < 0.6:
                morning = random.randint(18, 30)
                add(day, morning, min(44, morning + random.randint(5, 16)), sure=0.85)
    elif kind < 0.85:
        begin, end = random.choice((16, 18, 18, 20)), random.choice((34, 36, 40, 42, 44))
        for day in range(7):
            if random.random() < (0.85 if day < 5 else 0.5):
                add(day, begin, end, sure=0.9)
                if end < 40:
                    add(day, end, 44, sure=0.0)
    else:
        for day in sorted(random.sample(range(7), random.randint(2, 3))):
            begin = random.randint(15, 40)
            add(day, begin, begin + random.randint(3, 5), sure=0.9)
    return Hours(tuple(free), tuple(if_need_be))


@cache
def _range(begin: int, end: int) -> tuple[int, int]:
    """From half hours to minutes; one tuple for all, as there are only so many and many people."""
    return begin * 30, end * 30


def save(problem: Problem, path: Path) -> None:
    """Write a problem of this kind (interests of :data:`INTERESTS`, no intentions, no calls)."""
    index = {person.key: number for number, person in enumerate(problem.people)}
    zones = sorted({person.zone for person in problem.people})
    tongues = sorted({" ".join(sorted(person.languages)) for person in problem.people})
    weeks = list(dict.fromkeys(person.hours for person in problem.people))
    week_number = {week: number for number, week in enumerate(weeks)}
    pairs = {
        "wishes": [(p.key, key) for p in problem.people for key in sorted(p.wishes)],
        "apart": [(p.key, key) for p in problem.people for key in sorted(p.apart)],
        "met": [(p.key, key) for p in problem.people for key in sorted(p.met) if p.key < key],
    }
    season = problem.season
    about = {
        "start": season.start.isoformat(),
        "season": [
            season.meetings, season.every_weeks, season.length_minutes,
            season.smallest, season.target, season.largest,
        ],
        "zones": zones,
        "languages": tongues,
    }  # fmt: skip
    people = problem.people
    np.savez_compressed(
        path,
        about=np.frombuffer(json.dumps(about).encode(), np.uint8),
        zone=np.array([zones.index(p.zone) for p in people], np.uint8),
        languages=np.array(
            [tongues.index(" ".join(sorted(p.languages))) for p in people], np.uint8
        ),
        host=np.array([list(Hosting).index(p.host) for p in people], np.uint8),
        interests=np.array([_mask(p.interests) for p in people], np.uint64),
        week=np.array([week_number[p.hours] for p in people], np.uint32),
        **_ranges("free", [week.free for week in weeks]),
        **_ranges("if_need_be", [week.if_need_be for week in weeks]),
        **{
            name: np.array([(index[a], index[b]) for a, b in named], np.uint32).reshape(-1, 2)
            for name, named in pairs.items()
        },
    )


def load(path: Path) -> Problem:
    """What :func:`save` wrote."""
    with np.load(path) as file:
        held = {name: file[name] for name in file.files}
    about = json.loads(held["about"].tobytes())
    tongues = [frozenset(words.split()) for words in about["languages"]]
    hosting = list(Hosting)
    weeks = [
        Hours(*both) for both in zip(_read(held, "free"), _read(held, "if_need_be"), strict=True)
    ]
    columns = ("zone", "languages", "host", "interests", "week")
    rows = list(zip(*(held[name].tolist() for name in columns), strict=True))
    keys = _keys(len(rows))
    mates = _both_ways(map(tuple, held["met"].tolist()), len(rows))
    wishes, apart = (_by_person(map(tuple, held[name].tolist())) for name in ("wishes", "apart"))
    people = tuple(
        Person(
            key=keys[one],
            zone=about["zones"][zone],
            hours=weeks[week],
            languages=tongues[spoken],
            interests=frozenset(word for bit, word in enumerate(INTERESTS) if mask >> bit & 1),
            host=hosting[host],
            wishes=frozenset(keys[other] for other in wishes.get(one, ())),
            apart=frozenset(keys[other] for other in apart.get(one, ())),
            met=frozenset(keys[other] for other in mates[one]),
        )
        for one, (zone, spoken, host, mask, week) in enumerate(rows)
    )
    return Problem(people, Season(date.fromisoformat(about["start"]), *about["season"]))


def _keys(n: int) -> list[str]:
    return [f"p{one:06}@example.org" for one in range(n)]


def _both_ways(pairs: Iterable[tuple[int, ...]], n: int) -> list[list[int]]:
    mates: list[list[int]] = [[] for _ in range(n)]
    for one, other in sorted(pairs):
        mates[one].append(other)
        mates[other].append(one)
    return mates


def _by_person(pairs: Iterable[tuple[int, ...]]) -> dict[int, list[int]]:
    named: dict[int, list[int]] = {}
    for one, other in pairs:
        named.setdefault(one, []).append(other)
    return named


def _mask(interests: frozenset[str]) -> int:
    return sum(1 << INTERESTS.index(word) for word in interests)


def _ranges(name: str, weeks: list[tuple[tuple[int, int], ...]]) -> dict[str, np.ndarray]:
    """Ranges in half hours, one after the other, and how many there are in each week."""
    flat = [minute // 30 for week in weeks for part in week for minute in part]
    counts = [len(week) for week in weeks]
    return {name: np.array(flat, np.uint16), f"{name}_counts": np.array(counts, np.uint8)}


def _read(held: dict[str, np.ndarray], name: str) -> list[tuple[tuple[int, int], ...]]:
    ranges = [_range(begin, end) for begin, end in held[name].reshape(-1, 2).tolist()]
    ends = accumulate(held[f"{name}_counts"].tolist(), initial=0)
    return [tuple(ranges[a:b]) for a, b in pairwise(ends)]


def main() -> None:
    """Make the files that are missing."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    asked = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for n in asked.sizes:
        for seed in asked.seeds:
            path = FOLDER / f"{n}-{seed}.npz"
            if not path.exists():
                save(make(n, seed), path)


if __name__ == "__main__":
    main()
