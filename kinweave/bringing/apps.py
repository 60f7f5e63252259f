"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Bringing(AppConfig):
    """See the package."""

    name = "kinweave.bringing"
    label = "bringing"

    def ready(self) -> None:
        """Tell the door who may do what, put the parts onto a gathering's page, and say what goes
        when somebody leaves or is forgotten, and what comes along to another gathering."""
        from kinweave.bringing import (
            copying,
            exporting,
            leaving,
            letters,
            parts,
            policies,
            words,
        )
