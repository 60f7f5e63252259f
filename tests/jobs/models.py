"""Errands: work whose effect outside is a line in a notebook, which is a file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from kinweave.jobs.models import State, Work


class Errand(Work):
    """``what``: what it does, see :mod:`tests.jobs.tasks`. ``notebook``: the file."""

    PATIENCE: ClassVar[timedelta] = timedelta(seconds=1)
    ATTEMPTS: ClassVar[int] = 50

    what = models.CharField(max_length=20)
    notebook = models.CharField(max_length=200, default="")
    begun_at = models.DateTimeField(null=True)

    def taken_back(self, now: datetime) -> State | None:  # noqa: ARG002 - asked of all work
        return State.DOUBT if self.what == "once" and self.begun_at else None
