"""One event, one line: nothing that somebody typed can begin a line of its own in a log."""

from __future__ import annotations

import logging

_BREAKS = {
    ord(sign): f"\\u{ord(sign):04x}" for sign in "\r\n\v\f\x00\x1b\x1c\x1d\x1e\x85\u2028\u2029"
}


class OneLine(logging.Formatter):
    """Time, level, logger, message; a traceback follows on the same line."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).translate(_BREAKS)
