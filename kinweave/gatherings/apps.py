"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Gatherings(AppConfig):
    """See the package."""

    name = "kinweave.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Tell the door who may do what, and what goes when somebody leaves or is forgotten."""
        from kinweave.gatherings import (
            answers_by_mail,
            exporting,
            leaving,
            letters,
            policies,
            telling,
        )
