"""A worker is killed with -9 while it sends: no letter comes twice, and none is forgotten."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from tests.apart import apart, begin, site
from tests.notices.mailbox import Mailbox, open_mailbox
from tests.notices.worker import look, news, prepare, with_trial_letters, work

LETTERS = 40
KILLS = 6


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with open_mailbox() as opened:
        yield opened


@pytest.fixture
def around(tmp_path: Path, copied: str, box: Mailbox) -> dict[str, str]:
    """The environment of a site of its own, whose mail comes into the box."""
    mail = f"smtp://127.0.0.1:{box.port}"
    return site(tmp_path, copied, MAIL_URL=mail, SITE_URL="http://testserver")


def run(around: dict[str, str], do: Callable[..., Any], *words: object) -> Any:
    return apart(around, with_trial_letters, do, *words)


def start(around: dict[str, str], minutes: int) -> ForkServerProcess:
    return begin(around, with_trial_letters, work, minutes)


def kill(worker: ForkServerProcess) -> None:
    worker.kill()
    worker.join()


def arrived(box: Mailbox) -> Counter[str]:
    return Counter(letter["Message-ID"] for letter in box.letters)


def test_no_letter_is_lost_or_doubled_when_its_worker_is_killed(
    around: dict[str, str], box: Mailbox
) -> None:
    draw = random.Random(1)
    run(around, prepare, LETTERS)
    box.slow = 0.02
    for turn in range(KILLS):
        before = len(box.letters)
        worker = start(around, turn * 20)
        while len(box.letters) == before and worker.is_alive():
            time.sleep(0.002)
        time.sleep(draw.uniform(0, 0.15))
        kill(worker)
    run(around, work, KILLS * 20)
    states = run(around, look)
    assert len(states) == LETTERS
    assert set(states.values()) <= {"done", "in doubt"}
    assert set(arrived(box).values()) == {1}
    assert {one for one, state in states.items() if state == "done"} <= set(arrived(box))
    assert set(arrived(box)) <= set(states)


def test_a_worker_killed_before_the_answer_leaves_its_letter_in_doubt_and_the_others_go_out(
    around: dict[str, str], box: Mailbox
) -> None:
    run(around, prepare, 3)
    box.silent = True
    worker = start(around, 0)
    assert box.dot_seen.wait(60)
    kill(worker)
    box.silent = False
    [doubted] = arrived(box)
    run(around, work, 20)
    states = run(around, look)
    assert states.pop(doubted) == "in doubt"
    assert set(states.values()) == {"done"}
    assert set(arrived(box).values()) == {1}
    assert len(box.letters) == 3


def test_two_workers_one_of_which_is_killed_give_everybody_one_digest(
    around: dict[str, str], box: Mailbox
) -> None:
    run(around, news, 20)
    box.slow = 0.02
    doomed, other = start(around, 0), start(around, 0)
    while len(box.letters) < 5 and doomed.is_alive():
        time.sleep(0.002)
    kill(doomed)
    other.join(60)
    assert other.exitcode == 0
    run(around, work, 20)
    states = run(around, look)
    assert len(states) == 20
    assert set(states.values()) <= {"done", "in doubt"}
    assert set(arrived(box).values()) == {1}
    assert len({letter["To"] for letter in box.letters}) == len(box.letters)
    assert len(box.letters) >= 19
