"""A demo lets anybody be four of its people: it must not be switched on for a real site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def not_among_real_people(
    app_configs: Sequence[AppConfig] | None,
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Refuse a demo at an https address, unless somebody says that it is meant."""
    if not (settings.DEMO and settings.SECURE) or settings.DEMO_IN_PUBLIC:
        return []
    return [
        Error(
            f"DEMO is on, and SITE_URL is {settings.SITE_URL}: whoever has a sign-in link "
            "would be somebody here.",
            hint="DEMO: take it away. Where everybody may play and no real person is, "
            "set DEMO_IN_PUBLIC=yes.",
            id="kinweave.demo.E001",
        )
    ]
