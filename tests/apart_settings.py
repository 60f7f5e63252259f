"""The settings that a site's environment gives, for processes that :mod:`tests.apart` begins."""

from __future__ import annotations

from kinweave.config.settings import *  # noqa: F403 - settings are names
from kinweave.config.settings import DATABASES, INSTALLED_APPS

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] = {}  # a pool has threads, which a fork does not survive
# Errands: their table is laid by those who do any work, see tests/jobs/dying.py.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs"]
