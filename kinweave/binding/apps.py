"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Binding(AppConfig):
    """See the package."""

    name = "kinweave.binding"
    label = "binding"

    def ready(self) -> None:
        """Say what becomes of a row that waits."""
        from kinweave.binding import making
