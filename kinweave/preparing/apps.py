"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Preparing(AppConfig):
    """See the package."""

    name = "kinweave.preparing"
    label = "preparing"

    def ready(self) -> None:
        """Put our parts beside a gathering; say what goes when somebody leaves or is forgotten."""
        from kinweave.journal.words import words
        from kinweave.preparing import (
            copying,
            exporting,
            leaving,
            letters,
            parts,
        )

        words(
            "preparing.questions_changed",
            _("{who} changed what is asked of those who come to a gathering"),
        )
        words("preparing.roles_changed", _("{who} changed what hands are wanted at a gathering"))
        words("preparing.place_freed", _("{who} made a place free again at a gathering"))
