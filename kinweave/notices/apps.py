"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class Notices(AppConfig):
    """See the package."""

    name = "kinweave.notices"
    label = "notices"

    def ready(self) -> None:
        """Let workers send letters, and make the digest one of them."""
        from kinweave.notices import digests, policies, sending
