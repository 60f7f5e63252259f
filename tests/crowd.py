"""Eight processes, a connection each, on a site whose database is a file, set as sites are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.core.management import call_command
from django.db import connections

EIGHT = 8


def make_site() -> None:
    """An empty site, for a process that began without one."""
    call_command("migrate", interactive=False, verbosity=0)


def at_once(do: Callable[[int], str], numbers: Iterable[int]) -> list[str]:
    """What ``do`` says for each of the numbers, eight at a time."""
    connections.close_all()  # each process opens its own
    with ProcessPoolExecutor(EIGHT, mp_context=get_context("fork")) as crowd:
        return list(crowd.map(do, numbers))
