"""The map of one's belonging, as geometry: oneself, pairs, crews, congregations, networks.

Pure: things in, places out, always the same for the same things. Whole numbers only, since a page
writes other numbers as its language does. Nothing overlaps, whatever there is; tests hold it to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import atan2, ceil, cos, hypot, pi, sin, sqrt

from kinweave.web.labels import LINE, NOTHING, Label, wrapped

SELF = 17
GAP = 10
MOST_DOTS = 12
MOST_MINE = 12
MOST_OTHERS = 14
FEW = 6
"""Up to so many circles of one's own are drawn large."""
OTHER = 25
HEM = 18
MARGIN = 12
LEAST_CONGREGATION = 105
BROAD = 26
"""Letters in a line under a congregation, the smallest of which is as wide as that."""
BESIDE = 16
"""Behind a name of so many letters there is room to say how many people it has."""
GOLDEN = pi * (3 - sqrt(5))


@dataclass(frozen=True, slots=True)
class Thing:
    """A circle to be drawn, and where it leads. ``people``: as many dots, one of them oneself.

    ``scale_name``: the word for its scale.
    """

    key: int
    name: str
    scale: str
    url: str = ""
    people: int = 0
    mine: bool = True
    scale_name: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A congregation, one's own pairs and crews in it, and those of others that one may know of."""

    thing: Thing
    mine: Sequence[Thing] = ()
    others: Sequence[Thing] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is: centre, radius, the dots of its people, the name that stands under it."""

    thing: Thing
    x: int
    y: int
    r: int
    dots: tuple[tuple[int, int], ...] = ()
    me: tuple[int, int] | None = None
    label: Label = NOTHING

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The lines of the name, each with its height."""
        return self.label.at(self.y + self.r + 18)

    @property
    def more_y(self) -> int:
        """Where something more stands under the name."""
        return self.y + self.r + 18 + LINE * len(self.label.lines)

    @property
    def bottom(self) -> int:
        """How far down it reaches, its name included."""
        return self.y + self.r + self.label.reach

    @property
    def table(self) -> int:
        """The radius of what a crew sits around."""
        return round(self.r * 0.36)


@dataclass(frozen=True, slots=True)
class Hem:
    """What goes around everything: a network's edge, its corners as round as they can be."""

    thing: Thing
    x: int
    y: int
    width: int
    height: int
    corner: int
    label: Label = NOTHING

    @property
    def middle(self) -> int:
        """Where its name is centred."""
        return self.x + self.width // 2

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The lines of the name, each with its height."""
        return self.label.at(self.y + self.height + 18)

    @property
    def bottom(self) -> int:
        """How far down it reaches, its name included."""
        return self.y + self.height + self.label.reach

    def holds(self, place: Place) -> bool:
        """Whether a circle is all inside."""
        # Its centre has to be inside this shape, shrunk by its radius.
        corner = max(self.corner - place.r, 0)
        across = abs(place.x - self.x - self.width / 2) - self.width / 2 + place.r + corner
        down = abs(place.y - self.y - self.height / 2) - self.height / 2 + place.r + corner
        return hypot(max(across, 0), max(down, 0)) <= corner


@dataclass(frozen=True, slots=True)
class Thread:
    """A stitched line from oneself to a circle of one's own."""

    scale: str
    path: str


@dataclass(frozen=True, slots=True)
class Map:
    """All places, and the box that holds them. Oneself is at 0, 0."""

    box: tuple[int, int, int, int]
    congregations: tuple[Place, ...]
    circles: tuple[Place, ...]
    others: tuple[Place, ...]
    networks: tuple[Hem, ...]
    threads: tuple[Thread, ...]

    @property
    def view_box(self) -> str:
        """As SVG writes it."""
        return " ".join(str(number) for number in self.box)


@dataclass(frozen=True, slots=True)
class _Cell:
    """The room that something takes, its name included."""

    x: float
    y: float
    r: float

    def overlaps(self, other: _Cell) -> bool:
        return hypot(self.x - other.x, self.y - other.y) < self.r + other.r + GAP


@dataclass(slots=True)
class _Cluster:
    """Places around a centre of their own, and how far they reach."""

    reach: float
    mine: list[Place] = field(default_factory=list)
    others: list[Place] = field(default_factory=list)


def lay_out(
    congregations: Sequence[Holding], free: Sequence[Thing] = (), networks: Sequence[Thing] = ()
) -> Map:
    """Everybody's map. One congregation holds oneself in its middle; several stand around one.

    ``free``: one's own pairs and crews in none of these congregations.
    """
    size = _size([thing for each in congregations for thing in each.mine] + list(free))
    if len(congregations) == 1:
        hub = _congregation(congregations[0], size, hole=SELF)
        home = [_home(congregations[0].thing, 0, 0, hub)]
        room = hub.reach + home[0].label.reach
        outer = [(_single(each, size), each) for each in free]
        placed = [*hub.mine, *hub.others]
    else:
        hub = _ring(free, size, hole=SELF)
        home, room, placed = [], hub.reach, list(hub.mine)
        outer = [(_congregation(each, size), each.thing) for each in congregations]
    for (x, y), (cluster, thing) in zip(
        _around(room, [each.reach + _named(thing).reach for each, thing in outer]),
        outer,
        strict=True,
    ):
        if thing.scale == "congregation":
            home.append(_home(thing, x, y, cluster))
        placed += [_moved(place, x, y) for place in (*cluster.mine, *cluster.others)]
    mine = [_peopled(place) for place in placed if place.thing.mine]
    others = [place for place in placed if not place.thing.mine]
    inside = {thing.key for holding in congregations for thing in holding.mine}
    if len(congregations) > 1:
        tied = [*(place for place in mine if place.thing.key not in inside), *home]
    else:
        tied = mine
    return _framed(home, mine, others, networks, tied)


@dataclass(frozen=True, slots=True)
class _Size:
    """Of one's own circles: ``cell``, the radius of the room that one takes with its name, and
    ``lift``, how far above the middle of that it stands."""

    radius: int
    cell: int
    letters: int
    lift: int


def _size(mine: Sequence[Thing]) -> _Size:
    """As large as there is room for so many, and for names as long as theirs."""
    size = _Size(46, 78, 13, 8) if len(mine) <= FEW else _Size(34, 64, 12, 8)
    if all(len(wrapped(thing.name, size.letters).lines) <= 1 for thing in mine):
        return size
    return replace(size, cell=size.cell + LINE // 2, lift=size.lift + LINE // 2)


def _named(thing: Thing) -> Label:
    """A congregation's name, with room under it for how many people it has; or a circle's, which
    has its room already."""
    if thing.scale != "congregation":
        return Label((thing.name,))
    return replace(wrapped(thing.name, BROAD), more=len(thing.name) > BESIDE)


def _home(thing: Thing, x: int, y: int, cluster: _Cluster) -> Place:
    return Place(thing, x, y, round(cluster.reach), label=_named(thing))


def _single(thing: Thing, size: _Size) -> _Cluster:
    return _Cluster(size.cell, mine=[_place(thing, 0, 0, size)])


def _ring(things: Sequence[Thing], size: _Size, hole: float) -> _Cluster:
    """Things side by side around a centre; a single one takes the centre itself if it is free."""
    if not things:
        return _Cluster(hole)
    if len(things) == 1 and not hole:
        return _single(things[0], size)
    apart = size.cell + GAP / 2
    least = hole + GAP + size.cell if hole else apart
    away = max(least, apart / sin(pi / len(things)) if len(things) > 1 else 0)
    turns = [2 * pi * n / len(things) - pi * 0.72 for n in range(len(things))]
    places = [
        _place(thing, away * cos(turn), away * sin(turn), size)
        for thing, turn in zip(things, turns, strict=True)
    ]
    return _Cluster(away + size.cell, mine=places)


def _congregation(holding: Holding, size: _Size, hole: float = 0) -> _Cluster:
    """A congregation: one's own circles in a ring, those of others wherever there is room."""
    cluster = _ring(holding.mine, size, hole)
    taken = [_Cell(place.x, place.y + size.lift, size.cell - 4) for place in cluster.mine]
    taken.append(_Cell(0, 0, hole))
    spots = _sunflower(OTHER + 6)
    for thing in holding.others[:MOST_OTHERS]:
        cell = next(spot for spot in spots if not any(spot.overlaps(one) for one in taken))
        taken.append(cell)
        cluster.others.append(Place(thing, round(cell.x), round(cell.y), OTHER))
    furthest = max((hypot(place.x, place.y) + OTHER for place in cluster.others), default=0)
    cluster.reach = max(cluster.reach, furthest, LEAST_CONGREGATION) + GAP
    return cluster


def _sunflower(radius: float) -> Iterator[_Cell]:
    """Spots from the middle outwards, as seeds stand in a sunflower; there is always a next one."""
    number = 0
    while True:
        away, turn = 9 * sqrt(number), number * GOLDEN
        yield _Cell(away * cos(turn), away * sin(turn), radius)
        number += 1


def _around(room: float, reaches: Sequence[float]) -> list[tuple[int, int]]:
    """Centres around a middle that needs ``room``: each as near as it can be without touching."""
    if not reaches:
        return []
    widest = max(reaches)
    away = room + widest + GAP
    if len(reaches) > 1:
        away = max(away, (widest + GAP) / sin(pi / len(reaches)))
    first = {2: pi, 3: -pi / 2}.get(len(reaches), -pi / 4)
    turns = [first + 2 * pi * n / len(reaches) for n in range(len(reaches))]
    return [(round(away * cos(turn)), round(away * sin(turn))) for turn in turns]


def _place(thing: Thing, x: float, y: float, size: _Size) -> Place:
    label = wrapped(thing.name, size.letters)
    return Place(thing, round(x), round(y) - size.lift, size.radius, label=label)


def _moved(place: Place, x: int, y: int) -> Place:
    return Place(place.thing, place.x + x, place.y + y, place.r, label=place.label)


def _peopled(place: Place) -> Place:
    """With a dot for everybody; one's own is on the side on which one stands."""
    count = min(place.thing.people, MOST_DOTS)
    if not count:
        return place
    away = place.r * (0.45 if place.thing.scale == "dyad" else 0.68)
    turn = atan2(-place.y, -place.x)
    dots = [
        (
            round(place.x + away * cos(turn + 2 * pi * n / count)),
            round(place.y + away * sin(turn + 2 * pi * n / count)),
        )
        for n in range(count)
    ]
    return Place(
        place.thing, place.x, place.y, place.r, tuple(dots[1:]), dots[0], label=place.label
    )


def _framed(
    home: list[Place],
    mine: list[Place],
    others: list[Place],
    networks: Sequence[Thing],
    tied: Sequence[Place],
) -> Map:
    """The box around all, and the networks around that. ``tied``: what has a thread to oneself."""
    everything = [*home, *mine, *others]
    left, right, top, bottom = -90, 90, -90, 90
    for place in everything:
        half = max(place.r, 4.5 * place.label.letters)
        left, right = min(left, place.x - ceil(half)), max(right, place.x + ceil(half))
        top, bottom = min(top, place.y - place.r), max(bottom, place.bottom)
    hems: list[Hem] = []
    for thing in networks:
        hem = _hem(thing, (left, top, right, bottom), everything)
        hems.append(hem)
        left, right, top = hem.x, hem.x + hem.width, hem.y
        bottom = hem.bottom
    box = (left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN)
    threads = [_thread(place) for place in tied]
    return Map(box, tuple(home), tuple(mine), tuple(others), tuple(hems), tuple(threads))


def _hem(thing: Thing, within: tuple[int, int, int, int], places: Sequence[Place]) -> Hem:
    """Around ``within`` (left, top, right, bottom), as round as leaves everything inside."""
    left, top, right, bottom = within
    x, y = left - HEM, top - HEM
    width, height = right - left + 2 * HEM, bottom - top + 2 * HEM
    corner = min(width, height) // 2
    label = wrapped(thing.name, width // 9)
    while True:
        hem = Hem(thing, x, y, width, height, corner, label)
        if corner <= HEM or all(hem.holds(place) for place in places):
            return hem
        corner = corner * 7 // 8


def _thread(place: Place) -> Thread:
    """From the edge of oneself to the edge of a circle, with a little slack."""
    length = hypot(place.x, place.y)
    along, across = (place.x / length, place.y / length), (-place.y / length, place.x / length)
    start, end = SELF + 3, length - place.r - 2
    slack = (end - start) * 0.14
    middle = (start + end) / 2
    points = [
        (along[0] * start, along[1] * start),
        (along[0] * middle + across[0] * slack, along[1] * middle + across[1] * slack),
        (along[0] * end, along[1] * end),
    ]
    (ax, ay), (bx, by), (cx, cy) = [(round(x), round(y)) for x, y in points]
    return Thread(place.thing.scale, f"M{ax} {ay}Q{bx} {by} {cx} {cy}")
