"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Jobs(AppConfig):
    """See the package."""

    name = "kinweave.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Learn from every app's ``tasks`` module what its rows need."""
        autodiscover_modules("tasks")
