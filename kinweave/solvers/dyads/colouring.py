"""Every pair that may meet, dealt out to rounds: an edge colouring of the graph.

A colour is a round: no two of its pairs have a person in common. At most one more round than
anybody has people to meet is needed (Vizing 1964), and found as Misra and Gries (1992) show.
Where everybody may meet everybody, the circle method needs as few as there can be.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kinweave.solvers.dyads.tables import Rows

Graph = NDArray[np.bool_]
Pairs = list[tuple[int, int]]


def colour(graph: Graph) -> list[Pairs]:
    """Rounds in which each edge of the graph (symmetric, people × people) is used once, the
    fullest first; at most one more than the highest degree."""
    rounds: list[Pairs] = []
    for part in _parts(graph):
        inside = graph[np.ix_(part, part)]
        dealt = circle(len(part)) if _complete(inside) else _misra_gries(inside)
        dealt.sort(key=len, reverse=True)
        rounds.extend([] for _ in range(len(dealt) - len(rounds)))
        for pairs, more in zip(rounds, dealt, strict=False):
            pairs.extend((int(part[one]), int(part[two])) for one, two in more)
    return rounds


def complete(graph: Graph) -> bool:
    """Whether, wherever two people have a common acquaintance, they have an edge too."""
    return all(_complete(graph[np.ix_(part, part)]) for part in _parts(graph))


def _complete(inside: Graph) -> bool:
    return bool(inside.sum() == len(inside) * (len(inside) - 1))


def fewest(graph: Graph) -> int:
    """A number of rounds that no way of dealing out all edges can go below: somebody's degree,
    or as many as it takes an odd number of people, one of whom always waits."""
    most = 0
    for part in _parts(graph):
        inside = graph[np.ix_(part, part)]
        edges, at_once = int(inside.sum()) // 2, len(part) // 2
        most = max(most, int(inside.sum(axis=1).max()), -(-edges // at_once))
    return most


def circle(count: int) -> list[Pairs]:
    """Everybody meets everybody: ``count - 1`` rounds if even, ``count`` if odd.

    One sits still and the others move one chair on around the table after each round; who would
    face an empty chair waits (Kirkman 1847).
    """
    chairs = count + count % 2
    rounds = []
    for turn in range(chairs - 1):
        pairs = [(chairs - 1, turn)]
        for step in range(1, chairs // 2):
            pairs.append(((turn + step) % (chairs - 1), (turn - step) % (chairs - 1)))
        rounds.append([(min(two), max(two)) for two in pairs if max(two) < count])
    return rounds if count > 1 else []


def _parts(graph: Graph) -> list[Rows]:
    """The connected components with an edge in them."""
    unseen = graph.any(axis=1)
    parts = []
    while unseen.any():
        inside = np.zeros(len(graph), dtype=bool)
        edge = inside.copy()
        edge[unseen.argmax()] = True
        while edge.any():
            inside |= edge
            edge = graph[edge].any(axis=0) & ~inside
        unseen &= ~inside
        parts.append(np.flatnonzero(inside))
    return parts


def _misra_gries(graph: Graph) -> list[Pairs]:
    colours = _colours(graph, int(graph.sum(axis=1).max()) + 1)
    one, two = np.nonzero(np.triu(graph))
    rounds: list[Pairs] = [[] for _ in range(int(colours.max()) + 1)]
    for a, b in zip(one.tolist(), two.tolist(), strict=True):
        rounds[colours[a, b]].append((a, b))
    return [pairs for pairs in rounds if pairs]


@njit(cache=True)
def _free(across: NDArray[np.int32], person: int) -> int:
    colour = 0
    while across[person, colour] >= 0:
        colour += 1
    return colour


@njit(cache=True)
def _colours(graph: Graph, count: int) -> NDArray[np.int32]:
    """The colour of each edge, with ``count`` colours, one more than the highest degree.

    ``across[v, c]`` is the person whom v meets in colour c, or -1. To colour the edge between
    ``hub`` and a first leaf, a fan of leaves is opened: the edge to the next leaf has the colour
    that the last leaf lacks. Once the hub lacks that colour too, every edge of the fan takes the
    next one's colour. If the colour comes up a second time, the path on which it alternates with
    a colour the hub lacks is swapped first: it can end in only one of the two leaves that lack
    the colour, so the other one is where the fan may close.
    """
    people = len(graph)
    across = np.full((people, count), np.int32(-1))
    colour_of = np.full((people, people), np.int32(-1))
    fan = np.empty(people, dtype=np.int64)
    lacks = np.empty(people, dtype=np.int64)
    path = np.empty(people + 1, dtype=np.int64)
    opened = np.full(count, -1)
    for hub in range(people):
        for leaf in range(hub):
            if not graph[hub, leaf]:
                continue
            fan[0] = leaf
            last = 0
            while True:
                lacks[last] = _free(across, fan[last])
                if across[hub, lacks[last]] < 0 or opened[lacks[last]] >= 0:
                    break
                opened[lacks[last]] = last
                fan[last + 1] = across[hub, lacks[last]]
                last += 1
            final = lacks[last]
            if across[hub, final] >= 0:
                spare = _free(across, hub)
                first = opened[final]
                _swap_path(across, colour_of, path, hub, final, spare)
                if across[fan[first], final] < 0:
                    for place in range(first, last):
                        opened[lacks[place]] = -1
                    last = first
            for place in range(last):
                opened[lacks[place]] = -1
            for place in range(last + 1):
                other = fan[place]
                new = colour_of[hub, fan[place + 1]] if place < last else final
                old = colour_of[hub, other]
                if old >= 0 and across[other, old] == hub:
                    across[other, old] = -1
                colour_of[hub, other] = colour_of[other, hub] = new
                across[hub, new] = other
                across[other, new] = hub
    return colour_of


@njit(cache=True)
def _swap_path(
    across: NDArray[np.int32],
    colour_of: NDArray[np.int32],
    path: Rows,
    start: int,
    first: int,
    second: int,
) -> None:
    """Swap the two colours along the path from ``start``, which lacks the second of them."""
    path[0] = start
    length = 0
    colour = first
    while across[path[length], colour] >= 0:
        path[length + 1] = across[path[length], colour]
        length += 1
        colour = first + second - colour
    for place in range(length + 1):
        across[path[place], first] = across[path[place], second] = -1
    for place in range(length):
        one, two = path[place], path[place + 1]
        new = second if place % 2 == 0 else first
        across[one, new] = two
        across[two, new] = one
        colour_of[one, two] = colour_of[two, one] = new
