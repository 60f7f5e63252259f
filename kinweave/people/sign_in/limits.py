"""How many letters about signing in reach one address: few, and never none for its owner.

A stranger can ask for letters to anybody's address. They share one small allowance for it, so no
mailbox is flooded; but were the owner to share it too, a stranger could use it up and so keep
them out. A browser in which somebody has signed in with an address before is known by a signed
cookie, and has an allowance of its own.
"""

from __future__ import annotations

from secrets import token_urlsafe

from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "been_here"
_SALT = "kinweave.people.sign_in.limits"
_YEAR = 60 * 60 * 24 * 365


def may_have_another(request: HttpRequest, address: str) -> bool:
    """Whether one more letter may go to ``address`` now; counts it. The same for addresses with
    an account and without."""
    browser = _known_browser(request, address)
    action = "letter_to_known_browser" if browser else "letter_to_address"
    key = f"{address.lower()} {browser}"
    return bool(ratelimit.consume(request, action=action, key=key))


def remember(response: HttpResponse, address: str) -> None:
    """From now on, this browser is known to belong to whoever reads ``address``."""
    response.set_cookie(
        COOKIE,
        signing.dumps([_mark(address), token_urlsafe(9)], salt=_SALT),
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_browser(request: HttpRequest, address: str) -> str:
    try:
        mark, browser = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_YEAR)
    except (signing.BadSignature, ValueError):
        return ""
    return str(browser) if mark == _mark(address) else ""


def _mark(address: str) -> str:
    """The cookie does not say the address itself."""
    return salted_hmac(_SALT, address.lower(), algorithm="sha256").hexdigest()
