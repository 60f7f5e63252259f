"""One stylesheet for a real site, of the many small files that people work on.

``cloth.css`` only imports others. A browser would fetch it, read it, and then fetch each of them;
so where files are collected for serving, they are put in its place, each in the layer that its
import names. docs/decisions/0016 says why there is no build beyond this.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "web/css/cloth.css"
_IMPORT = re.compile(r'^@import url\("([\w.-]+)"\) layer\((\w+)\);$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def one_sheet(sheet: str, read: Callable[[str], str]) -> str:
    """The sheet with what it imports in place of its imports, without comments."""

    def inside(found: re.Match[str]) -> str:
        name, layer = found.groups()
        return f"@layer {layer} {{\n{read(name)}}}"

    joined = _COMMENT.sub("", _IMPORT.sub(inside, sheet))
    return "\n".join(line.strip() for line in joined.splitlines() if line.strip()) + "\n"


class OneSheet(CompressedManifestStaticFilesStorage):
    """Named by their content, compressed once, and the stylesheet in one piece."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Put the sheet together before it gets its name."""
        if SHEET in paths and not dry_run:
            woven = InMemoryStorage()
            woven.save(SHEET, ContentFile(one_sheet(_source("cloth.css"), _source)))
            paths = {**paths, SHEET: (woven, SHEET)}
        yield from super().post_process(paths, dry_run, **options)

    def compress_files(self, paths: set[str]) -> Iterator[Any]:
        """Those that pages name, and the sheet of the page that needs no list of files. The rest
        is there once more by its plain name, which nobody asks for."""
        named = {*self.hashed_files.values(), SHEET}
        yield from super().compress_files(named.intersection(paths))


def _source(name: str) -> str:
    path = finders.find(posixpath.join(posixpath.dirname(SHEET), name))
    if path is None:
        raise FileNotFoundError(name)
    with open(path, encoding="utf-8") as file:
        return file.read()
