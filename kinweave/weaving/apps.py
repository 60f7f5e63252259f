"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Weaving(AppConfig):
    """See the package."""

    name = "kinweave.weaving"
    label = "weaving"

    def ready(self) -> None:
        """Say who may do what, what is told and given along, what goes with somebody, what
        stands on a congregation's page, and what asks for somebody at home."""
        from kinweave.journal.words import words
        from kinweave.weaving import asking, exporting, leaving, letters, parts, policies

        words("weaving.changed", _("{who} changed a crewing season"))
        words("weaving.opened", _("{who} opened a crewing season"))
        words("weaving.closed", _("{who} ended a crewing season"))
        words("weaving.proposed", _("{who} proposed crews"))
