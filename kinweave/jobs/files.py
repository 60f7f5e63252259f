"""Work that makes a file which can be made again: a deck's sheets, a bound book."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from kinweave.jobs.models import State, Work


class MadeFile(Work):
    """``why``: what this machine lacks for making it. A kind has a field ``file``, chosen before
    anything is written, and a folder of its own in the data folder. That folder is not below
    media/, so that no address leads there, and goes into no backup."""

    FOLDER: ClassVar[str]
    file: models.CharField[str, str]

    why = models.CharField(max_length=200, blank=True)

    class Meta(Work.Meta):
        abstract = True

    @classmethod
    def folder(cls) -> Path:
        """Where the files of this kind lie."""
        return Path(settings.HOME) / cls.FOLDER

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return self.file

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.folder() / self.file_name

    @property
    def under_way(self) -> bool:
        """Whether it is still being made."""
        return self.state in {State.WAITING, State.CLAIMED}

    @property
    def there(self) -> bool:
        """Whether it can be fetched."""
        return self._made and self.path.is_file()

    @property
    def lost(self) -> bool:
        """Whether it was made and is gone, as in a backup that was put back."""
        return self._made and not self.path.is_file()

    def keep(self, made: bytes) -> None:
        """Write it beside, then rename it: a reader finds all of it or nothing."""
        self.folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self.folder() / f"{self.file_name}.{secrets.token_hex(4)}.part"
        try:
            with beside.open("xb") as out:
                out.write(made)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)

    @property
    def _made(self) -> bool:
        return self.state == State.DONE and not self.why
