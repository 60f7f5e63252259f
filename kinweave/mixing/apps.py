"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Mixing(AppConfig):
    """See the package."""

    name = "kinweave.mixing"
    label = "mixing"

    def ready(self) -> None:
        """Tell the door who may do what, put the part onto a gathering's page, and say what goes
        when somebody does not come any more or is forgotten."""
        from kinweave.journal.words import words
        from kinweave.mixing import exporting, leaving, parts, policies

        words("mixing.planned", _("{who} made a mixing plan for a gathering"))
