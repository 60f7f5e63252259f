"""200 people say yes to 10 seats at once, 100 times; and 100 people answer to the crews that are
proposed to them, while a worker mends some of these. On both databases; it takes a while."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from bench.site import run
from bench.table import table, tell

SEATS, PEOPLE, ROUNDS = 10, 200, 100
ANSWERS, SEASONS = 100, 10
SERVER = "KINWEAVE_TEST_DATABASE"
"""Where ``bin/_postgres.py`` says that a server is: without it, SQLite alone is asked."""


def section() -> Iterator[str]:
    """The part of the page about seats and answers."""
    server = os.environ.get(SERVER, "")
    for what, raced in (("Seats", _raced), ("Answers to a season", _answered)):
        rows = [*raced("SQLite", "")]
        if server:
            with _empty_database(server) as address:
                rows += raced("PostgreSQL", address)
        yield f"## {what}"
        yield table(("database", "what is asked", "limit", "in so many rounds", "reached"), rows)
    if not server:
        yield f"PostgreSQL was passed over: no {SERVER}."


@contextmanager
def _empty_database(server: str) -> Iterator[str]:
    """The address of one on this server, for as long as it is wanted."""
    name = f"raced_{os.getpid()}"
    parts = urlsplit(server)
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f"create database {name}")
        try:
            yield parts._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"drop database {name} with (force)")


def _raced(name: str, address: str) -> Iterator[tuple[object, ...]]:
    tell(f"seats on {name}")
    with tempfile.TemporaryDirectory() as folder:
        words = ("bench.race", str(SEATS), str(PEOPLE), str(ROUNDS))
        seats, order = json.loads(run(Path(folder), *words, DATABASE_URL=address))
    what = f"{PEOPLE} at once on {SEATS} seats"
    yield name, f"{what}: not exactly {SEATS} have one", 0, f"{seats} of {ROUNDS}", _reached(seats)
    yield name, "the waiting list out of order", 0, f"{order} of {ROUNDS}", _reached(order)


def _answered(name: str, address: str) -> Iterator[tuple[object, ...]]:
    tell(f"answers to a season on {name}")
    with tempfile.TemporaryDirectory() as folder:
        words = ("bench.season_race", str(ANSWERS), str(SEASONS))
        lost, full, took = json.loads(run(Path(folder), *words, DATABASE_URL=address))
    what = f"{ANSWERS} answer at once ({took:.1f} s)"
    yield name, f"{what}: an answer is lost", 0, f"{lost} of {SEASONS}", _reached(lost)
    yield name, "a crew is over-full", 0, f"{full} of {SEASONS}", _reached(full)


def _reached(wrong: int) -> str:
    return "**no**" if wrong else "yes"
