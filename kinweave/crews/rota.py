"""Whose turn it is to host: fair, and the same for the same people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def rota(people: Sequence[int], willing: Iterable[int], meetings: int) -> list[int]:
    """Who hosts which meeting. Everybody as often as anybody else, but for one time; whoever would
    like to comes first, and so has the time more, where there is one."""
    glad = set(willing)
    order = [one for one in people if one in glad] + [one for one in people if one not in glad]
    return [order[n % len(order)] for n in range(meetings)]
