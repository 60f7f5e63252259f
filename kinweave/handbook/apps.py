"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Handbook(AppConfig):
    """See the package."""

    name = "kinweave.handbook"
    label = "handbook"

    def ready(self) -> None:
        """Tell the door who may do what, and what goes when somebody leaves."""
        from kinweave.handbook import deeds, exporting, leaving, policies
