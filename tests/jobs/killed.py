"""The tests' settings, on the database that ``KINWEAVE_KILLED`` describes: one that outlives
processes."""

from __future__ import annotations

import json
import os

from tests.settings import *  # noqa: F403 - settings are names
from tests.settings import DATABASES

DATABASES["default"].update(json.loads(os.environ["KINWEAVE_KILLED"]))
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A process is killed here, not a machine: what the system was given, it keeps.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
