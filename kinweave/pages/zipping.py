"""A zip that is written while it is sent: one of its files is in memory at a time, and none lies on
disk a second time. Its entries say their sizes before their bytes, which every unpacker reads."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

_DAY = (1980, 1, 1, 0, 0, 0)
"""The same files give the same zip."""


def zipped(files: Iterable[tuple[str, str | bytes]]) -> Iterator[bytes]:
    """The pieces of a zip of these files, by their names. Words are packed; bytes, as of pictures,
    lie in it as they are."""
    made = _Unsent()
    with zipfile.ZipFile(made, "w") as into:
        for name, whole in files:
            how = zipfile.ZIP_DEFLATED if isinstance(whole, str) else zipfile.ZIP_STORED
            into.writestr(zipfile.ZipInfo(name, _DAY), whole, how)
            yield made.taken()
    yield made.taken()


class _Unsent(BytesIO):
    """What is written and not sent yet, which counts what was."""

    sent = 0

    def tell(self) -> int:
        return self.sent + super().tell()

    def seek(self, to: int, whence: int = 0, /) -> int:
        return self.sent + super().seek(to - self.sent if whence == 0 else to, whence)

    def taken(self) -> bytes:
        """All of it, which is sent from now on."""
        whole = self.getvalue()
        self.sent += len(whole)
        super().seek(0)
        self.truncate()
        return whole
