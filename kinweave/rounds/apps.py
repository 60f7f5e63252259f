"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Rounds(AppConfig):
    """See the package."""

    name = "kinweave.rounds"
    label = "rounds"

    def ready(self) -> None:
        """Say what goes when somebody leaves, is forgotten, or does not want to see somebody."""
        from kinweave.journal.words import words
        from kinweave.rounds import exporting, leaving, letters, policies

        words("rounds.opened", _("{who} opened a round of pairs"))
        words("rounds.called_off", _("{who} called a round of pairs off"))
        words("rounds.scheduled", _("{who} said how often there is a round of pairs"))
