"""``bin/demo``: a folder, a congregation, four links, and the whole site."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from kinweave.demo.home import NotADemoError, alone_in
from kinweave.demo.opening import there_is_a_screen

ROOT = Path(__file__).resolve().parents[2]
PORTS_TO_TRY = 100
NOT_FOR_A_DEMO = (
    "DEBUG", "DATABASE_URL", "MAIL_URL", "BEHIND_PROXY", "OIDC_URL", "DJANGO_SETTINGS_MODULE",
)  # fmt: skip
"""A demo never touches another site's database, and sends nothing to anybody."""


def main() -> None:
    """Everything, in the order in which one sees it."""
    options = _options()
    port, wanted = _port()
    home = _environment(port)
    if port != wanted:
        _say(f"Port {wanted} is taken, so the demo comes to port {port}.")
    began = time.monotonic()
    try:
        with alone_in(home, fresh=options.fresh):
            made = _congregation()
    except NotADemoError as why:
        sys.exit(str(why))
    if made:
        _say(f"Ferrymoor has gathered, after {time.monotonic() - began:.0f} s.")
    _show_links(home)
    if options.prepare:
        return
    command = [sys.executable, "-P", "-m", "kinweave", "serve"]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 - a demo is the site itself, from here on


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/demo",
        description="Kinweave with a congregation that does not exist, to walk about in.",
        epilog="KINWEAVE_HOME: the demo's own folder (var/demo). HOST, PORT: where it listens.",
    )
    parser.add_argument("--fresh", action="store_true", help="begin anew; what was changed is gone")
    parser.add_argument("--prepare", action="store_true", help="make it, and do not start it")
    return parser.parse_args()


def _environment(port: int) -> Path:
    """What the settings will read; returns the folder."""
    for name in NOT_FOR_A_DEMO:
        os.environ.pop(name, None)
    home = Path(os.environ.get("KINWEAVE_HOME") or ROOT / "var" / "demo").absolute()
    os.environ.update(KINWEAVE_HOME=str(home), PORT=str(port), DEMO="yes")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "kinweave.config.settings"
    return home


def _port() -> tuple[int, int]:
    """One that is free, and the one that was wished for."""
    wished = os.environ.get("PORT") or "8000"
    if not wished.isdecimal() or not 0 < int(wished) < 65536:
        sys.exit(f"PORT={wished} is no port: write a number from 1 to 65535.")
    host = os.environ.get("HOST") or "127.0.0.1"
    for port in range(int(wished), min(int(wished) + PORTS_TO_TRY, 65536)):
        if _is_free(host, port):
            return port, int(wished)
    sys.exit(f"No port from {wished} on is free at {host}. Choose another: PORT=9000 bin/demo")


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return False
    return True


def _congregation() -> bool:
    import django

    django.setup()
    from django.core import checks
    from django.utils import timezone

    from kinweave.demo.filling import fill, make_tables

    if wrong := [one for one in checks.run_checks() if one.level >= checks.ERROR]:
        sys.exit("\n".join(f"{one.msg}\n  {one.hint}" for one in wrong))
    _say("Looking after the demo's tables, and who is there.")
    make_tables()
    return fill(timezone.now())


def _show_links(home: Path) -> None:
    from django.conf import settings

    from kinweave.demo.personas import PERSONAS

    print("\nBe somebody of Ferrymoor, a congregation that does not exist:\n")
    for persona in PERSONAS:
        name = f"{persona.key.title()}, {persona.who}"
        print(f"  {name:<22} {settings.SITE_URL}{persona.link}")
    print(f"\nLetters, and codes to sign in with, are written into {home / 'mail'}.")
    print("Ctrl-C ends it; the next bin/demo goes on where you were, bin/demo --fresh begins anew.")
    if there_is_a_screen() and "--prepare" not in sys.argv:
        first = f"{settings.SITE_URL}{PERSONAS[0].link}"
        opening = [sys.executable, "-P", "-m", "kinweave.demo.opening", settings.SITE_URL, first]
        subprocess.Popen(opening, start_new_session=True)  # noqa: S603 - a browser


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
