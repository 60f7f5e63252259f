"""Names of languages, for people."""

from __future__ import annotations

from kinweave.answers.language_names import SHOWN
from kinweave.words import gettext as _


def language(code: str) -> str:
    """``Portuguese`` for ``pt``, ``Portuguese (BR)`` for ``pt-BR``; an unknown code as it is."""
    base, _dash, region = code.partition("-")
    name = SHOWN.get(base.lower())
    if name is None:
        return code
    # A name of the table is a message too, where somebody translates it.
    return _("{language} ({region})").format(language=_(name), region=region) if region else _(name)
