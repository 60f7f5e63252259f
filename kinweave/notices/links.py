"""Addresses in letters. They begin with the configured origin, never with what a request says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "kinweave.notices.stop"


def link(name: str, *args: Any) -> str:
    """The whole address of a page."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def stopping_link(who: int | str, kind: str, circle: int | None) -> str:
    """Where one kind of letter, from one circle, is stopped; it works without signing in.

    ``who``: a person's number, or the fingerprint of an address without an account.
    """
    return link("letters-stopped", stopping_token(who, kind, circle))


def stopping_token(who: int | str, kind: str, circle: int | None) -> str:
    """Who stops what from where, signed."""
    return signing.dumps([who, kind, circle], salt=_SALT)


def read_stopping(token: str) -> tuple[int | str, str, int | None] | None:
    """Who stops what from where; ``None`` if this site did not write it. It does not expire:
    a letter may be years old."""
    try:
        who, kind, circle = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return who, kind, circle
