"""A kind of work that only tests know."""

from __future__ import annotations

from django.apps import AppConfig


class Errands(AppConfig):
    """See :mod:`tests.jobs.models`."""

    name = "tests.jobs"
    label = "errands"
    default_auto_field = "django.db.models.BigAutoField"
