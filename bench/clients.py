"""Eight people who answer at once, over HTTP, to a site that runs as ``kinweave serve`` runs it."""

from __future__ import annotations

import http.client
import json
import sys
from multiprocessing import get_context
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

TOKEN = "a" * 32
"""What Django holds against forged forms: any, as long as cookie and form say the same."""


def answers_a_second(port: int, told: dict[str, Any], each: int) -> float:
    """``told``: what ``bench.answering`` printed. Each of those who are signed in says ``each``
    times whether they come, now yes and now maybe, so that each is a transaction of its own."""
    context = get_context("spawn")
    with context.Pool(len(told["sessions"])) as clients:
        work = [(port, told, session, each) for session in told["sessions"]]
        clients.map(_ready, work)
        begun = perf_counter()
        done = sum(clients.map(_answer, work, chunksize=1))
        return done / (perf_counter() - begun)


def _ready(_work: object) -> None:
    """Each client is a process that has begun."""


def _answer(work: tuple[int, dict[str, Any], str, int]) -> int:
    port, told, session, each = work
    session_cookie, csrf_cookie = told["cookies"]
    headers = {
        "Host": "localhost", "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"{session_cookie}={session}; {csrf_cookie}={TOKEN}",
    }  # fmt: skip
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in range(each):
        date = told["dates"][number // 2 % len(told["dates"])]
        said = {"date": date, "says": ("yes", "maybe")[number % 2], "csrfmiddlewaretoken": TOKEN}
        line.request("POST", told["address"], urlencode(said), headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == http.client.FOUND, answer.status
    line.close()
    return each


if __name__ == "__main__":
    print(answers_a_second(int(sys.argv[1]), json.load(sys.stdin), int(sys.argv[2])))
