"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Decks(AppConfig):
    """See the package."""

    name = "kinweave.decks"
    label = "decks"

    def ready(self) -> None:
        """Say who may do what, what goes when somebody leaves or is forgotten, what is exported."""
        from kinweave.decks import exporting, leaving, policies, sheets, taking_in
        from kinweave.journal.words import words

        words("decks.begun", _("{who} brought a deck of cards"))
