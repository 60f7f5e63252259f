"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Weaving(AppConfig):
    """See the package."""

    name = "kinweave.weaving"
    label = "weaving"
