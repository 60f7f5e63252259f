"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """See the package."""

    name = "kinweave.web"
    label = "web"

    def ready(self) -> None:
        """The engine's words are said in the reader's language, as all others are."""
        from django.utils.translation import get_language

        from kinweave import words

        words.follow(get_language)
