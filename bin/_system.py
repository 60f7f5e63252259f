"""What both set-up scripts need: speaking, and asking the system for one of its packages.

Plain Python 3.11 with nothing installed: these scripts run before there is anything else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence


def say(words: str) -> None:
    """Tell the person in front of the screen; standard output belongs to the command they ran."""
    print(words, file=sys.stderr, flush=True)


def works(command: Sequence[str]) -> bool:
    """Whether ``command`` can be run and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def does(command: Sequence[str]) -> bool:
    """Run ``command`` where all that it says can be seen; whether it ended well."""
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


def apt_install(package: str, purpose: str) -> bool:
    """Install a Debian or Ubuntu package, where that can be done without asking for a password."""
    if not shutil.which("apt-get"):
        return False
    as_root: list[str] = []
    if os.geteuid() != 0:
        as_root = ["sudo", "-n"]
        if not works([*as_root, "true"]):
            return False
    # Somebody else may be installing: wait for their lock rather than fail.
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    apt += ["-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300"]
    say(f"Installing the system package {package}, {purpose}.")
    # A failed update is no reason to stop: the package may be in the list that is there.
    does([*apt, "update"])
    return does([*apt, "install", "--yes", "--no-install-recommends", package])
