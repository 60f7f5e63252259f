"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Harvests(AppConfig):
    """See the package."""

    name = "kinweave.harvests"
    label = "harvests"

    def ready(self) -> None:
        """Tell the door who may do what, what goes when somebody leaves, and what stands beside a
        gathering."""
        from kinweave.harvests import (
            deeds,
            exporting,
            leaving,
            letters,
            part,
            policies,
        )
