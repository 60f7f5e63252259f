"""Words for people, through gettext, outside Django as well as (later) inside it."""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
_translation = _gettext.translation("kinweave", LOCALE, fallback=True)


def spoken() -> str:
    """The language in which messages are said: ``es``; ``en`` where there is no other."""
    return _translation.info().get("language", "en")


def gettext(message: str) -> str:
    """The message in the language of the environment (``LANGUAGE``, ``LC_ALL``, ``LANG``)."""
    return _translation.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message in its form for ``count`` things."""
    return _translation.ngettext(one, many, count)
