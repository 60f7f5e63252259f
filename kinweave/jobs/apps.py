"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Jobs(AppConfig):
    """See the package."""

    name = "kinweave.jobs"
    label = "jobs"
