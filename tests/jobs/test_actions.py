"""The row is the truth, the queue a wake-up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from kinweave.jobs.actions import run_due, run_one, tick, wake
from kinweave.jobs.models import State
from tests.builders import NOW
from tests.jobs.models import Errand

LABEL = "errands.errand"


def errand(what: str = "nothing", **fields: Any) -> Errand:
    return Errand.objects.create(what=what, **{"next_attempt": NOW, **fields})


def test_work_is_done_once() -> None:
    row = errand()
    assert run_one(LABEL, row.pk, NOW)
    assert not run_one(LABEL, row.pk, NOW)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.finished_at) == (State.DONE, 1, NOW)


def test_work_waits_for_its_time() -> None:
    row = errand(next_attempt=NOW + timedelta(hours=1))
    assert not run_one(LABEL, row.pk, NOW)
    assert run_one(LABEL, row.pk, NOW + timedelta(hours=1))


def test_what_is_no_longer_wanted_is_dropped() -> None:
    row = errand("drop")
    run_due(NOW)
    row.refresh_from_db()
    assert row.state == State.DROPPED


def test_work_that_fails_is_tried_ever_less_often_and_its_message_is_not_written_down(
    caplog: pytest.LogCaptureFixture,
) -> None:
    row = errand("fail", notebook="canary-of-an-error")
    assert not run_one(LABEL, row.pk, NOW)
    row.refresh_from_db()
    assert (row.state, row.next_attempt) == (State.WAITING, NOW + timedelta(minutes=2))
    run_one(LABEL, row.pk, row.next_attempt)
    later = row.next_attempt + timedelta(minutes=4)
    row.refresh_from_db()
    assert row.next_attempt == later
    assert "OSError" in caplog.text
    assert [record for record in caplog.records if "canary" in record.getMessage()] == []


def test_work_that_always_fails_is_given_up() -> None:
    row = errand("fail", attempts=Errand.ATTEMPTS - 1)
    run_one(LABEL, row.pk, NOW)
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert tick(NOW + timedelta(days=1)) == 0


def test_work_that_must_wait_through_no_fault_of_its_own_does_not_use_up_attempts() -> None:
    row = errand("postpone")
    assert not run_one(LABEL, row.pk, NOW)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.WAITING, 0)
    assert row.next_attempt > NOW


def test_all_that_is_due_is_done_here_and_also_what_it_asked_for() -> None:
    errand("ask")
    errand("fail")
    errand(next_attempt=NOW + timedelta(days=1))
    assert run_due(NOW) == 2
    assert Errand.objects.filter(state=State.DONE).count() == 2


def test_a_wake_up_commits_with_the_row_or_not_at_all() -> None:
    row = errand()
    with transaction.atomic():
        wake(row)
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()
    wake(row)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [LABEL, row.pk]


def test_a_tick_wakes_what_is_due_and_nothing_twice() -> None:
    for _ in range(3):
        errand()
    errand(next_attempt=NOW + timedelta(days=1))
    assert tick(NOW) == 3
    assert tick(NOW) == 0


def test_a_tick_takes_back_what_a_killed_process_had_claimed() -> None:
    row = errand()
    row.claim(NOW)
    soon, later = NOW + timedelta(seconds=0.5), NOW + timedelta(seconds=1)
    tick(soon)
    assert not run_one(LABEL, row.pk, soon)
    tick(later)
    assert run_one(LABEL, row.pk, later)


def test_a_claim_from_before_the_clock_was_put_back_is_taken_back_too() -> None:
    row = errand(next_attempt=NOW - timedelta(days=2))
    row.claim(NOW)
    tick(NOW - timedelta(days=1))
    assert run_one(LABEL, row.pk, NOW - timedelta(days=1))


def test_who_comes_back_after_their_claim_was_taken_settles_nothing() -> None:
    row = errand()
    row.claim(NOW)
    tick(NOW + timedelta(seconds=2))
    assert not row.settle(State.DONE, NOW + timedelta(seconds=3))
    assert not row.put_back(NOW + timedelta(seconds=3))
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_work_that_may_have_had_its_effect_is_in_doubt_and_not_begun_again() -> None:
    row = errand("once", begun_at=NOW)
    row.claim(NOW)
    tick(NOW + timedelta(days=1))
    row.refresh_from_db()
    assert row.state == State.DOUBT
    assert run_due(NOW + timedelta(days=2)) == 0


def test_work_that_kills_its_worker_every_time_is_given_up() -> None:
    row = errand(attempts=Errand.ATTEMPTS - 1)
    row.claim(NOW)
    tick(NOW + timedelta(days=1))
    row.refresh_from_db()
    assert row.state == State.FAILED


def test_nobody_minds_work_that_is_gone_or_that_no_app_knows() -> None:
    assert not run_one(LABEL, 0, NOW)
    assert not run_one("errands.unknown", 1, NOW)
