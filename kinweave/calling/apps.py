"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Calls(AppConfig):
    """See the package."""

    name = "kinweave.calling"
    label = "calling"

    def ready(self) -> None:
        """Tell the door who may do what, what goes when somebody leaves or does not see another any
        more, and what stands on a congregation's page."""
        from kinweave.calling import (
            blocking,
            deeds,
            exporting,
            leaving,
            letters,
            parts,
            policies,
        )
