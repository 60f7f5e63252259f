"""What is wrong with the settings of this site, in words: the variable, and what to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Concern
from django.db import connection

from kinweave.config import sqlite


@register()
def variables(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """A value that was not understood. Its default is no substitute: it may be another site."""
    return [
        Error(
            f"{problem.name} is not understood.",
            hint=f"{problem.name}: {problem.hint}",
            id="kinweave.E001",
        )
        for problem in settings.ENVIRONMENT.problems
    ]


@register()
def sound_sqlite(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """SQLite in a version that can lose what it was given."""
    if connection.vendor != "sqlite" or sqlite.is_sound():
        return []
    found = ".".join(map(str, sqlite.version()))
    return [
        Concern(
            f"SQLite {found} can lose writes; the fault is mended in 3.51.3.",
            hint="Install the package pysqlite3 (bin/setup does), or set DATABASE_URL to "
            "postgresql://user:password@host:5432/name.",
            id="kinweave.W001",
        )
    ]


@register(deploy=True)
def real_people(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """What is fine on one's own machine and not where the world can reach it."""
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(
            Concern(
                "DEMO is on: whoever finds the page of sign-in links can be anybody.",
                hint="DEMO: take it away where real people are.",
                id="kinweave.W002",
            )
        )
    if not settings.SECURE:
        found.append(
            Concern(
                "Pages and sign-in codes go over the net for everybody to read.",
                hint="SITE_URL: write https:// and the host, and put a proxy with a certificate "
                "in front (BEHIND_PROXY=yes).",
                id="kinweave.W003",
            )
        )
    return found
