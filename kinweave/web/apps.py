"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """See the package."""

    name = "kinweave.web"
    label = "web"
