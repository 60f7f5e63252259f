"""SQLite, in a version that keeps what it was given.

SQLite 3.7.0 to 3.51.2 can lose writes when its write-ahead log is reset while another connection
writes (fixed in 3.51.3). The Python of many systems is linked to such a version; ``pysqlite3``
brings its own, and stands in for ``sqlite3`` if that happens before Django loads it.
"""

from __future__ import annotations

import sqlite3
import sys

SOUND = (3, 51, 3)


def use_sound_version() -> None:
    """Put ``pysqlite3`` in the place of ``sqlite3`` where that is the newer one."""
    try:
        import pysqlite3
    except ImportError:  # no wheel for this machine: kinweave.config.checks says so loudly
        return
    if pysqlite3.sqlite_version_info > sqlite3.sqlite_version_info:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def version() -> tuple[int, ...]:
    """The version in use."""
    return tuple(sys.modules["sqlite3"].sqlite_version_info)


def is_sound() -> bool:
    """Whether the version in use is one without the fault."""
    return version() >= SOUND
