"""Where something went wrong, without what was written there."""

from __future__ import annotations

from traceback import format_tb


def place_of(error: Exception) -> str:
    """The lines that led to ``error``, and its kind. Its message may hold somebody's words."""
    return "".join(format_tb(error.__traceback__)) + type(error).__name__
