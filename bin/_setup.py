"""Make a virtual environment from the hashed pins. Run by ``bin/setup``; see there.

Safe to run twice, and twice at once: a lock lets one work while the others wait, and an
environment counts as made only when the copy of its pins has been written beside it, last.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from _system import apt_install, does, say, works

ROOT = Path(__file__).resolve().parent.parent
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
AS_PINNED = ("--require-hashes", "--only-binary", ":all:", "-r")
KINDS = {"runtime": ".venv", "dev": ".venv", "bench": ".venv-bench"}
MISSING = f"""\
Python {VERSION} is here, but not what makes a virtual environment and fills it.
  Debian, Ubuntu:  apt install python{VERSION}-venv
  without root:    put uv on your PATH; it needs nothing else
Then run the same command again."""


class SetupError(Exception):
    """What is missing, in words, and what to do about it."""


@dataclass(frozen=True)
class Environment:
    """One environment, made from one file of pins."""

    kind: str

    @property
    def home(self) -> Path:
        return ROOT / KINDS[self.kind]

    @property
    def python(self) -> Path:
        return self.home / "bin" / "python"

    @property
    def pins(self) -> Path:
        return ROOT / "requirements" / f"{self.kind}.txt"

    @property
    def made_from(self) -> Path:
        return self.home / "made-from" / f"{self.kind}.txt"

    def is_there(self) -> bool:
        """Whether it holds a working Python of the version that is wanted."""
        wanted = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
        return works([str(self.python), "-c", wanted])

    def is_made(self) -> bool:
        """Whether all that the pins say is in it."""
        return (
            self.made_from.is_file()
            and self.made_from.read_bytes() == self.pins.read_bytes()
            and self.is_there()
        )


@contextmanager
def alone(environment: Environment) -> Iterator[None]:
    """Wait until no other set-up is working on the same environment."""
    with environment.home.with_name(environment.home.name + ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running here. Waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def create(environment: Environment) -> None:
    """An empty environment. It needs no pip of its own if there is one outside."""
    if environment.is_there():
        return
    if environment.home.exists():
        say(f"{environment.home.name} is of another Python: making it anew.")
        shutil.rmtree(environment.home)
    say(f"Making {environment.home.name} with Python {sys.version.split()[0]} ({sys.executable}).")
    if not find_spec("venv"):
        apt_install(f"python{VERSION}-venv", "which makes virtual environments")
    if not does([sys.executable, "-m", "venv", "--without-pip", str(environment.home)]):
        raise SetupError(MISSING)


def install(environment: Environment) -> None:
    """Everything in the pins, each file checked against its hash, as wheels only.

    Wheels only, because a source package runs its own code when it is built, and would need a
    compiler that a fresh machine does not have.
    """
    installer = uv(environment) or pip(environment)
    # Debian and Ubuntu keep what brings pip in a package of its own.
    if not installer and apt_install(f"python{VERSION}-venv", "which brings pip"):
        installer = uv(environment) or pip(environment)
    if not installer:
        raise SetupError(MISSING)
    say(f"Installing the packages that requirements/{environment.pins.name} names.")
    wanted = [*AS_PINNED, str(environment.pins)]
    if does([*installer, *wanted]):
        return
    # uv reads none of pip's settings: behind a mirror or a proxy pip may still get through.
    slower = pip(environment)
    if slower and slower != installer:
        say("That did not work with uv. Trying with pip, which takes longer.")
        if does([*slower, *wanted]):
            return
    raise SetupError("The packages could not be installed: what is just above says why.")


def pip(environment: Environment) -> list[str]:
    """pip's way of installing into ``environment``; empty where there is no pip at all."""
    install = ["install", "--disable-pip-version-check", "--quiet"]
    own = [str(environment.python), "-m", "pip"]
    # pip 22.3 and newer can fill another environment than their own.
    from_outside = [sys.executable, "-m", "pip", "--python", str(environment.python)]
    for program in (own, from_outside):
        if works([*program, "--version"]):
            return [*program, *install]
    # Last, because it takes seconds.
    brought = works([str(environment.python), "-m", "ensurepip"])
    return [*own, *install] if brought else []


def uv(environment: Environment) -> list[str]:
    """uv's way, about ten times as fast as pip's; empty where uv is not to be had."""
    own = str(environment.home / "bin" / "uv")
    if not works([own, "--version"]) and (by_pip := pip(environment)):
        does([*by_pip, *AS_PINNED, str(ROOT / "requirements" / "setup.txt")])
    program = own if works([own, "--version"]) else shutil.which("uv")
    if not program:
        return []
    quietly = [] if sys.stderr.isatty() else ["--quiet"]
    # A company's proxy brings its own certificates: believe those that the system believes.
    os.environ.setdefault("UV_SYSTEM_CERTS", "1")
    return [
        program,
        "pip",
        "install",
        "--compile-bytecode",
        "--python",
        str(environment.python),
        *quietly,
    ]


def point_at_project(environment: Environment) -> None:
    """Let the environment import ``kinweave`` and ``bench`` from this folder.

    One line in a ``.pth`` file does what an editable install does, without a build and so
    without anything to download; being relative, it stays true when the folder is moved.
    """
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.check_output([environment.python, "-c", ask], text=True).strip())
    (packages / "kinweave.pth").write_text(os.path.relpath(ROOT, packages) + "\n")


def set_up(kind: str) -> None:
    """Make the environment of ``kind``, or bring it up to its pins."""
    environment = Environment(kind)
    began = time.monotonic()
    with alone(environment):
        if environment.is_made():
            return
        create(environment)
        install(environment)
        point_at_project(environment)
        environment.made_from.parent.mkdir(exist_ok=True)
        # What tests need holds what the command needs, at the same versions.
        for done in {"dev": ["runtime", "dev"]}.get(kind, [kind]):
            shutil.copyfile(Environment(done).pins, Environment(done).made_from)
    say(f"Ready after {time.monotonic() - began:.0f} s. All of it is in {environment.home.name}.")


if __name__ == "__main__":
    wanted_kind = sys.argv[1] if len(sys.argv) > 1 else "runtime"
    if wanted_kind not in KINDS:
        sys.exit(f"There is no environment called {wanted_kind}: choose from {', '.join(KINDS)}.")
    try:
        set_up(wanted_kind)
    except SetupError as why:
        sys.exit(str(why))
