"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Handbook(AppConfig):
    """See the package."""

    name = "kinweave.handbook"
    label = "handbook"

    def ready(self) -> None:
        """Tell the door who may do what, what goes when somebody leaves, and what is written."""
        from kinweave.handbook import deeds, exporting, leaving, letters, policies
