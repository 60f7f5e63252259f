"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Crews(AppConfig):
    """See the package."""

    name = "kinweave.crews"
    label = "crews"

    def ready(self) -> None:
        """Tell the door who may do what, what goes when somebody leaves, and what stands on the
        pages of a circle and of its meetings."""
        from kinweave.crews import (
            deeds,
            exporting,
            leaving,
            letters,
            parts,
            policies,
        )
