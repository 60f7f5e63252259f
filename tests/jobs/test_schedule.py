"""Chores have their turn, once a period."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from kinweave.config.schedule import CHORES
from kinweave.jobs.actions import wake
from kinweave.jobs.held import hold_mail, mail_is_held, release_mail
from kinweave.jobs.models import Turn
from kinweave.jobs.schedule import Chore, forget_wake_ups, run_chores
from tests.builders import NOW
from tests.jobs.models import Errand

HOUR = timedelta(hours=1)
done: list[datetime] = []


def note(now: datetime) -> None:
    done.append(now)


def fail(now: datetime) -> None:
    raise OSError(f"what Ada wrote at {now}")


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()


def chore(does: str = "note") -> Chore:
    return Chore(does, HOUR, "", f"{__name__}.{does}")


def test_a_chore_has_one_turn_a_period_however_often_workers_look() -> None:
    for minutes in (0, 1, 59, 60, 61, 119, 120):
        run_chores([chore()], NOW + timedelta(minutes=minutes))
    assert done == [NOW, NOW + HOUR, NOW + 2 * HOUR]


def test_a_chore_is_not_lost_when_the_clock_is_put_back() -> None:
    run_chores([chore()], NOW)
    run_chores([chore()], NOW - timedelta(days=365))
    assert len(done) == 2


def test_a_chore_that_fails_keeps_no_other_from_its_turn(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        assert run_chores([chore("fail"), chore()], NOW) == 2
    assert done == [NOW]
    assert "The chore fail failed" in caplog.text
    assert "in fail" in caplog.text
    assert caplog.text.rstrip().endswith("OSError")


def test_every_chore_in_the_table_can_be_done_and_says_what_it_is() -> None:
    assert len({one.name for one in CHORES}) == len(CHORES)
    for one in CHORES:
        assert one.what
        import_string(one.does)(NOW)
    assert run_chores(CHORES, NOW) == len(CHORES) == Turn.objects.count()


def test_old_wake_ups_are_forgotten_also_those_of_killed_processes() -> None:
    for _ in range(3):
        wake(Errand.objects.create(what="nothing", next_attempt=NOW))
    finished, running, _waiting = DBTaskResult.objects.order_by("enqueued_at")
    old = NOW - timedelta(days=2)
    DBTaskResult.objects.filter(pk=finished.pk).update(status="SUCCESSFUL", finished_at=old)
    DBTaskResult.objects.filter(pk=running.pk).update(status="RUNNING", started_at=old)
    forget_wake_ups(NOW)
    assert DBTaskResult.objects.get().status == "READY"


def test_mail_is_held_until_somebody_lets_it_leave() -> None:
    assert not mail_is_held()
    hold_mail(at=NOW)
    hold_mail(at=NOW)
    assert mail_is_held()
    assert release_mail()
    assert not release_mail()
    assert not mail_is_held()
