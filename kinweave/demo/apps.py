"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Demo(AppConfig):
    """See the package."""

    name = "kinweave.demo"
    label = "demo"
