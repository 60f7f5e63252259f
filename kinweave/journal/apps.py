"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Journal(AppConfig):
    """See the package."""

    name = "kinweave.journal"
    label = "journal"
