"""What a wake-up does: look at one row."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from kinweave.jobs.actions import run_one


@task()
def work(label: str, pk: int) -> bool:
    """Do the work of one row, if it still waits."""
    return run_one(label, pk, timezone.now())
