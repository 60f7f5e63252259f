"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Demo(AppConfig):
    """See the package. Installed with ``DEMO=yes`` only."""

    name = "kinweave.demo"
    label = "demo"

    def ready(self) -> None:
        """Refuse to be a demo among real people."""
        from kinweave.demo import checks
