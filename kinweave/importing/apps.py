"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Importing(AppConfig):
    """See the package."""

    name = "kinweave.importing"
    label = "importing"

    def ready(self) -> None:
        """Tell the door who may do what, and all that is told, kept and shown elsewhere."""
        from kinweave.importing import (
            exporting,
            journal,
            leaving,
            letters,
            part,
            policies,
        )
