"""Whether this site goes by meaning too: it is installed, and nobody has turned it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from kinweave import meaning

if TYPE_CHECKING:
    from kinweave.meaning import Local


def by_meaning() -> bool:
    """Whether pages get vectors; knowing that loads none of it."""
    return bool(settings.MEANING) and meaning.installed()


def model() -> Local | None:
    """What makes them in this process, or ``None`` where the site goes by words alone."""
    return meaning.embedder() if settings.MEANING else None
