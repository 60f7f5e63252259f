"""Where a book's files come from: a folder or a zip. Names are looked at before anything is read,
links out of the folder are not followed, and one file is in memory at a time."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol, cast
from weakref import finalize

from kinweave.pages.remarks import Kind, Remark

MOST_FILES = 5_000
MOST_FILE = 8_000_000
MOST_NAME = 300
MOST_ALL = 400_000_000
"""Bytes of all files together, unpacked."""
MOST_LISTED = 4_000_000
"""Bytes of a zip's own list of its files, which is read whole."""
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How files may be packed. Of the other ways Python unpacks a piece whole, however large it gets:
a thousand bytes would take gigabytes of memory."""
_LEFT_OUT = {".git", ".github", "node_modules", "_book", "site", "__MACOSX", ".vscode", ".idea"}
_LOCKED = 0x1
"""What a zip says of a file that wants a password."""
_SPOILT = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What a zip's file says that cannot be unpacked."""


class NoBook(ValueError):
    """Nothing that could be a book."""


class Source(Protocol):
    """``names``: of the files, with slashes. ``remarks``: what was left out."""

    names: tuple[str, ...]
    remarks: list[Remark]

    def read(self, name: str) -> bytes:
        """A file. Raises :class:`TooLarge`, or ``OSError`` where it cannot be read."""


class TooLarge(ValueError):
    """More than is read from one file."""


class Folder:
    """Files below a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        if not self._root.is_dir():
            raise NoBook
        self.remarks: list[Remark] = []
        self.names = tuple(sorted(self._found()))

    def read(self, name: str) -> bytes:
        """As :class:`Source` says."""
        path = self._root / name
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with open(handle, "rb") as file:
            return _bounded(file)

    def _found(self) -> Iterator[str]:
        count = 0
        for folder, inner, files in os.walk(self._root, followlinks=False):
            here = Path(folder)
            inner[:] = sorted(one for one in inner if one not in _LEFT_OUT)
            for name in sorted(files) + [one for one in inner if (here / one).is_symlink()]:
                path = here / name
                shown = path.relative_to(self._root).as_posix()
                if path.is_symlink() or not path.is_file() or not shown.isprintable():
                    self.remarks.append(Remark(Kind.REFUSED, shown[:200]))
                    continue
                if len(shown) > MOST_NAME:
                    self.remarks.append(Remark(Kind.LONG_NAME, shown[:200]))
                    continue
                count += 1
                if count > MOST_FILES:
                    self.remarks.append(Remark(Kind.TOO_MANY, shown))
                    return
                yield shown


class Zip:
    """Files of a zip. Where all lie in one folder, as hosts of git pack them, that is the book; or
    the ``folder`` in it that is asked for."""

    def __init__(self, file: BinaryIO | Path, folder: str = "") -> None:
        self._folder = f"{folder.strip('/')}/" if folder.strip("/") else ""
        self.remarks: list[Remark] = []
        try:
            if isinstance(file, Path):
                file = file.open("rb")
                finalize(self, file.close)
            handle = _Measured(file)
            self._zip = zipfile.ZipFile(cast(IO[bytes], handle))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise NoBook from error
        handle.most = MOST_ALL
        self._left = MOST_ALL
        self._by_name: dict[str, zipfile.ZipInfo] = {}
        for name, one in self._found():
            if self._by_name.setdefault(name, one) is not one:
                self.remarks.append(Remark(Kind.TWICE, name))
        self.names = tuple(sorted(self._by_name))

    def read(self, name: str) -> bytes:
        """As :class:`Source` says."""
        try:
            with self._zip.open(self._by_name[name]) as file:
                got = _bounded(file, min(MOST_FILE, self._left))
        except TooLarge:
            raise
        except _SPOILT as error:
            raise OSError(str(error)) from error
        self._left -= len(got)
        return got

    def _found(self) -> Iterator[tuple[str, zipfile.ZipInfo]]:
        files = [one for one in self._zip.infolist() if not one.is_dir()]
        tops = {one.filename.split("/")[0] for one in files}
        single = len(tops) == 1 and all("/" in one.filename for one in files)
        for number, one in enumerate(files):
            name = one.filename.partition("/")[2] if single else one.filename
            if number >= MOST_FILES:
                self.remarks.append(Remark(Kind.TOO_MANY, name[:200]))
                return
            if not name.startswith(self._folder):
                continue
            name = name.removeprefix(self._folder)
            parts = name.split("/")
            is_link = (one.external_attr >> 16) & 0o170000 == 0o120000
            strange = ".." in parts or "" in parts or "\\" in name or not name.isprintable()
            if is_link or strange or name.startswith("/") or ":" in parts[0]:
                self.remarks.append(Remark(Kind.REFUSED, name[:200]))
            elif len(name) > MOST_NAME:
                self.remarks.append(Remark(Kind.LONG_NAME, name[:200]))
            elif _LEFT_OUT & set(parts[:-1]):
                continue
            elif one.flag_bits & _LOCKED or one.compress_type not in _PACKED:
                self.remarks.append(Remark(Kind.LOCKED, name))
            else:
                yield name, one


class _Measured:
    """A file of which nobody reads more than ``most`` bytes at once. A zip's list of its files is
    read in one piece, which only the zip itself says the size of, and each of its names takes ten
    times its room in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.most = MOST_LISTED

    def read(self, size: int = -1) -> bytes:
        if size > self.most:
            raise ValueError("too long a list of files")
        return self._file.read(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _bounded(file: IO[bytes], most: int = MOST_FILE) -> bytes:
    got = file.read(most + 1)
    if len(got) > most:
        raise TooLarge
    return got
