"""The site's figures, on a site of its own in an empty folder, beside a bare Django page.

The bare page goes through the same middleware and knows who is signed in. Seconds and megabytes
are shown as shares of their limit.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode, urljoin

from bench.asking import FITTED, questions
from bench.books import handbook_or_like_it
from bench.table import table

ROOT = Path(__file__).resolve().parent.parent
WRITES = 10_000
CLIENTS, ANSWERS, TURNS = 8, 100, 3
REQUESTS = 200
QUESTIONS = 20
WORDS, MEANING = "by words", "by meaning too"
ASKED = {WORDS: 110, MEANING: 250}
"""Megabytes that a process of pages may have after questions."""


def section(handbook: Path | None) -> Iterator[str]:
    """The part of the page about the site."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        book = handbook_or_like_it(handbook, home / "handbook")
        rows = [
            *_site(home / "site", book),
            *_calendar(home / "calendar"),
            _writes(home / "written", WRITES),
        ]
    yield "## The site"
    yield table(("what is asked", "limit", "measured", "of the limit", "reached"), rows)
    yield "The bare page: same middleware, signed in, one line of text."


def _row(
    what: str, limit: float, value: float, unit: str, *, least: bool = False
) -> tuple[object, ...]:
    good = value >= limit if least else value <= limit
    share = f"{value / limit:.2f}" if limit else "–"
    told = f"{'≥' if least else '≤'} {limit:g} {unit}".strip(), f"{value:.3g} {unit}".strip()
    return what, *told, share, "yes" if good else "**no**"


def run(home: Path, *words: str, **more: str) -> str:
    """What a module prints, run by itself on the site in ``home``. ``more``: its environment."""
    command = [sys.executable, "-m", *words]
    environment = _environment(home, **more)
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def _environment(home: Path, **more: str) -> dict[str, str]:
    settings = "kinweave.config.settings"
    path = os.environ["PATH"]
    return {"PATH": path, "DJANGO_SETTINGS_MODULE": settings, "KINWEAVE_HOME": str(home), **more}


def _site(home: Path, book: Path) -> list[tuple[object, ...]]:
    begun = perf_counter()
    run(home, "kinweave", "migrate")
    migrated = perf_counter() - begun
    run(home, "kinweave", "django", "collectstatic", "--noinput", "-v0")
    taken = json.loads(run(home, "bench.site_pages", str(book)))
    _served(home)  # gathers what browsers need, once
    cold, weight, script, memory = _served(home)
    answers = _answers(home)
    asked = _asked(home, taken["session"])
    bare = taken["bare"]
    return [
        _row("home of a member, of a bare page", 8, taken["home"] / bare, "×"),
        _row("list of 30 members, of a bare page", 6, taken["people"] / bare, "×"),
        _row("list of 30 gatherings, of a bare page", 6, taken["gatherings"] / bare, "×"),
        _row("one gathering for a member, of a bare page", 8, taken["gathering"] / bare, "×"),
        _row("page of a handbook for a member, of a bare page", 4, taken["leaf"] / bare, "×"),
        _row("the same for a stranger, of a bare page", 4, taken["stranger"] / bare, "×"),
        _row("handbook brought in", 20, taken["pages"] / taken["brought"], "pages/s", least=True),
        _row("answers to a gathering from 8 clients", 80, answers, "a second", least=True),
        _row("first visit, compressed", 60, weight / 1000, "kB"),
        _row("its JavaScript", 15, script / 1000, "kB"),
        _row(f"web worker after {REQUESTS} signed-out pages", 110, memory, "MB"),
        *(
            _row(f"web worker after {QUESTIONS} questions, {by}", limit, asked[by], "MB")
            for by, limit in ASKED.items()
            if by in asked
        ),
        _row("cold start until it answers", 2, cold, "s"),
        _row("migrating an empty database", 15, migrated, "s"),
    ]


def _served(home: Path) -> tuple[float, int, int, float]:
    begun = perf_counter()
    with _serving(home) as (port, process):
        cold = perf_counter() - begun
        weight, script = _first_visit(port)
        for _ in range(REQUESTS):
            _get(port, "/")
        return cold, weight, script, _memory(process)


def _asked(home: Path, session: str) -> dict[str, float]:
    """Of the process that answers pages, the memory after a few questions of a member."""

    def memory(**more: str) -> float:
        with _serving(home, **more) as (port, process):
            for asked in questions(FITTED)[:QUESTIONS]:
                address = f"/handbooks/handbook/?{urlencode({'ask': asked.question})}"
                assert _get(port, address, session), address
            return _memory(process)

    found = {WORDS: memory(KINWEAVE_MEANING="no")}
    if json.loads(run(home, "bench.understood")):
        found[MEANING] = memory()
    return found


@contextmanager
def _serving(home: Path, **more: str) -> Iterator[tuple[int, int]]:
    """The site as people serve it, from when it answers: its port, and its first process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-P", "-m", "kinweave", "serve"]
    environment = _environment(home, **{"PORT": str(port), "PYTHONPATH": str(ROOT), **more})
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as serving:
        try:
            while not _get(port, "/healthy"):
                sleep(0.02)
            yield port, serving.pid
        finally:
            serving.terminate()


def _answers(home: Path) -> float:
    """How often a second eight people can say whether they come: over HTTP, each a durable
    transaction, and in processes of their own, which take their share of the machine too. The best
    of a few turns: whatever else goes on can only take away from it."""
    told = run(home, "bench.answering", str(CLIENTS))
    with _serving(home) as (port, _process):
        command = [sys.executable, "-m", "bench.clients", str(port), str(ANSWERS)]
        return max(
            float(
                subprocess.run(
                    command, cwd=ROOT, input=told, check=True, stdout=subprocess.PIPE, text=True
                ).stdout
            )
            for _ in range(TURNS)
        )


def _calendar(home: Path) -> Iterator[tuple[object, ...]]:
    ratio, again = json.loads(run(home, "bench.feed"))
    yield _row("calendar of 200, of the same bytes by hand", 2, ratio, "×")
    yield _row("the same asked again: sent anew", 0, int(again != http.client.NOT_MODIFIED), "")


def _get(port: int, address: str, session: str = "") -> bytes:
    """What was sent, compressed as it came; nothing if nobody listens."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        headers = {"Host": "localhost", "Accept-Encoding": "gzip", "Cookie": session}
        asked.request("GET", address, headers=headers)
        answer = asked.getresponse()
        sent = answer.read()
    except OSError:
        return b""
    finally:
        asked.close()
    return sent if answer.status < 400 else b""


def _first_visit(port: int) -> tuple[int, int]:
    """What a browser fetches, in all and of scripts: the page, what it names, and what its style
    sheets name, each as it comes over the wire. A font whose ``unicode-range`` holds no sign of
    the page is not fetched; ``tests/journeys/test_first_visit.py`` asks a real browser."""
    page = _get(port, "/")
    signs = {ord(sign) for sign in _plain(page)}
    sizes = {"/": len(page)}
    waiting = re.findall(r'(?:src|href)="(/static/[^"#]+)', _plain(page))
    while waiting:
        address = waiting.pop()
        found = _get(port, address)
        sizes[address] = len(found)
        if address.endswith(".css"):
            faces = re.sub(
                r"@font-face\s*{[^}]*}",
                lambda face: face[0] if _wanted(face[0], signs) else "",
                _plain(found),
            )
            named = re.findall(r"""url\(["']?([^"':)#]+)""", faces)
            waiting += {urljoin(address, one) for one in named} - sizes.keys()
    scripts = sum(size for address, size in sizes.items() if address.endswith(".js"))
    return sum(sizes.values()), scripts


def _wanted(face: str, signs: set[int]) -> bool:
    for first, last in re.findall(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?", face):
        if not signs.isdisjoint(range(int(first, 16), int(last or first, 16) + 1)):
            return True
    return "unicode-range" not in face


def _plain(sent: bytes) -> str:
    return (gzip.decompress(sent) if sent[:2] == b"\x1f\x8b" else sent).decode()


def _memory(serving: int) -> float:
    """Of the process that answers pages, in MB: the largest below ``serve`` that is no job
    worker, since granian's own worker stands below one that watches over it."""
    told, family = 0.0, {serving}
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda folder: int(folder.name)):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes()
            status = (folder / "status").read_text()
        except OSError:
            continue
        if parent in family and not re.match(rb"kinweave worker|.*resource_tracker", command):
            family.add(int(folder.name))
            found = re.search(r"VmRSS:\s+(\d+)", status)
            told = max(told, int(found[1]) / 1024 if found else 0)
    return told


def _writes(home: Path, writes: int) -> tuple[object, ...]:
    told, _there = json.loads(run(home, "tests.config.writing", str(writes)))
    return _row(f"locked, of {writes:,} writes by eight", 0, writes - told.get("written", 0), "")
