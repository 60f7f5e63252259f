"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Circles(AppConfig):
    """See the package."""

    name = "kinweave.circles"
    label = "circles"

    def ready(self) -> None:
        """Tell the door what this app knows of a viewer, and who may do what."""
        from kinweave.circles import (
            blocking,
            exporting,
            forgetting,
            letters,
            policies,
            viewing,
        )
