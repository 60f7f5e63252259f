"""Codes that are typed. What lies in the session, and so in the database, is only their seed.

Whoever reads the database (a backup that got lost, say) cannot come in with it: a code is made
from its seed with the site's secret, once when it is mailed and once when it is typed.
"""

from __future__ import annotations

from secrets import token_urlsafe

from django.utils.crypto import salted_hmac

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so no words; nothing that looks like something else (RFC 8628, 6.1)."""

LENGTH = 8
"""20^8 codes: with three tries for each, and limits on asking, nobody guesses one."""


def new_seed() -> str:
    """What is kept while somebody looks for the letter."""
    return token_urlsafe(16)


def code_of(seed: str) -> str:
    """The code that is mailed, like ``BCDF-GHJK``; none where there is no seed."""
    if not seed:
        return ""
    digest = salted_hmac("kinweave.people.sign_in.codes", seed, algorithm="sha256").digest()
    number, letters = int.from_bytes(digest), ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return f"{letters[:4]}-{letters[4:]}"
