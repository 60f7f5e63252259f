"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class HaveMet(AppConfig):
    """See the package."""

    name = "kinweave.met"
    label = "met"

    def ready(self) -> None:
        """Say what goes when somebody is forgotten, and what they can take along."""
        from kinweave.met import exporting, forgetting
