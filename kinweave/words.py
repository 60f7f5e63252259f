"""Words for people, through gettext, outside Django as well as inside it.

A command speaks the language of the environment (``LANGUAGE``, ``LC_ALL``, ``LANG``); a site, that
of whoever reads.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
_environment = _gettext.translation("kinweave", LOCALE, fallback=True)
_reader: list[Callable[[], str | None]] = []


def follow(reader: Callable[[], str | None]) -> None:
    """From now on speak the language that ``reader`` tells, as in ``es``; where it tells none,
    that of the environment."""
    _reader[:] = [reader]


def of_environment() -> str:
    """The language that a command speaks: ``es``; ``en`` where there is no other."""
    return _language_of(_environment)


def spoken() -> str:
    """The language in which messages are said now."""
    return _language_of(_translation())


def gettext(message: str) -> str:
    """The message in that language."""
    return _translation().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message in its form for ``count`` things."""
    return _translation().ngettext(one, many, count)


def _translation() -> _gettext.NullTranslations:
    language = _reader[0]() if _reader else None
    return _in(language) if language else _environment


@cache
def _in(language: str) -> _gettext.NullTranslations:
    names = dict.fromkeys((language.replace("-", "_"), language.partition("-")[0]))
    return _gettext.translation("kinweave", LOCALE, list(names), fallback=True)


def _language_of(translation: _gettext.NullTranslations) -> str:
    return translation.info().get("language", "en")
