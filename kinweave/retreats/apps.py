"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Retreats(AppConfig):
    """See the package."""

    name = "kinweave.retreats"
    label = "retreats"

    def ready(self) -> None:
        """Tell the door who may do what, and what goes when somebody leaves or is forgotten."""
        from kinweave.journal.words import words
        from kinweave.retreats import (
            copying,
            exporting,
            leaving,
            letters,
            page,
            policies,
        )

        words("retreats.opened", _("{who} opened a retreat for booking"))
        words("retreats.changed", _("{who} said something else about a retreat"))
        words("retreats.treasurer_named", _("{who} named who keeps the money of a retreat"))
        words("retreats.costs_changed", _("{who} wrote down what a retreat costs"))
        words("retreats.crews_told", _("{who} told the crews of a retreat's days"))
