"""Where Django finds this app: it has no rows, only checks of what the environment says."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """See the package."""

    name = "kinweave.config"
    label = "config"

    def ready(self) -> None:
        """Have the checks known."""
        from kinweave.config import checks
