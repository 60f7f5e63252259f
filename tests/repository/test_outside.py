"""One fetcher in the whole code: nothing else opens connections to what somebody names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.repository.checkout import ROOT

OPENING = {
    "aiohttp", "asyncio", "ftplib", "http.client", "httpx", "imaplib", "nntplib", "poplib",
    "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request",
    "urllib3", "xmlrpc", "dns", "websockets",
}  # fmt: skip
"""What opens connections, or could."""

MAY = {
    "kinweave/outside/fetching.py": "the fetcher",
    "kinweave/outside/wire.py": "its edge",
    "kinweave/outside/service.py": "asks the language model that the settings name",
    "kinweave/notices/inbox.py": "reads the mailbox that the settings name",
    "kinweave/notices/post.py": "names what goes wrong with the mail server; Django opens it",
    "kinweave/config/serving.py": "asks the site that it began whether it answers",
    "kinweave/demo/opening.py": "asks the demo that it began whether it answers",
    "kinweave/demo/__main__.py": "looks for a free port",
}
"""Who may, and why: an address that stands in the settings, or this machine itself. Signing in
with a provider is a library's, and goes to the address that the settings name."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def test_nothing_but_the_fetcher_opens_connections() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "kinweave").rglob("*.py"))
        for name in imported(path)
        if name in OPENING or name.partition(".")[0] in OPENING
    }
    assert found == set(MAY)
