"""Who sees what of signing in, and of the site's accounts: rows of the matrix.

Signed in, one is sent on from the pages on which one comes in. Those about ways that one does not
have (a second step, a key) are not there, or not open.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_ANYBODY = _("everybody")
_OWN = _("only you")
_ADMINISTRATOR = _("whoever administers the site; it shows accounts, and nothing of any circle")


def _own(name: str, what: Any, status: int = 200, *args: str) -> Sight:
    """A page about how oneself signs in."""
    return Sight(name, what, _OWN, status, {"anonymous": 302}, args)


def _administered(name: str, *args: str) -> Sight:
    """A page of the site's administration."""
    answers = {"administrator": 200}
    return Sight(f"admin:{name}", _("Accounts"), _ADMINISTRATOR, 302, answers, args)


SIGHTS: list[Sight] = [
    Sight("account_login", _("Coming in"), _ANYBODY, 302, {"anonymous": 200}),
    Sight("account_signup", _("Making an account"), _ANYBODY, 302, {"anonymous": 200}),
    Sight("account_inactive", _("That an account is closed"), _ANYBODY, 200),
    Sight("account_request_login_code", _("Asking for a code"), _ANYBODY, 302),
    Sight("account_confirm_login_code", _("Typing the code"), _("whoever asked for it"), 302),
    Sight("account_email_verification_sent", _("Confirming an address"), _OWN, 302),
    Sight("mfa_login_webauthn", _("Coming in with a passkey"), _ANYBODY, 302),
    Sight("mfa_authenticate", _("The second step"), _("whoever has set one up"), 302),
    _own("account_logout", _("Signing out")),
    _own("account_email", _("Your address")),
    _own("again_by_code", _("Showing again that it is you")),
    _own("mfa_reauthenticate", _("Showing again that it is you"), 302),
    _own("mfa_reauthenticate_webauthn", _("Showing again that it is you"), 302),
    _own("sessions", _("Signing out everywhere else"), 405),
    _own("mfa_index", _("How you sign in")),
    Sight("mfa_list_webauthn", _("Your passkeys"), _OWN, 302),
    _own("mfa_add_webauthn", _("A new passkey")),
    _own("mfa_edit_webauthn", _("A passkey's name"), 404, "people_by_name.friend.pk"),
    _own("mfa_remove_webauthn", _("Removing a passkey"), 404, "people_by_name.friend.pk"),
    _own("mfa_activate_totp", _("Setting up a second step")),
    _own("mfa_deactivate_totp", _("Taking away the second step"), 404),
    _own("mfa_view_recovery_codes", _("Recovery codes"), 404),
    _own("mfa_download_recovery_codes", _("Recovery codes"), 404),
    _own("mfa_generate_recovery_codes", _("New recovery codes")),
    _administered("index"),
    Sight(
        "admin:app_list", _("Accounts"), _ADMINISTRATOR, 302, {"administrator": 200}, ("accounts",)
    ),
    _administered("jsi18n"),
    _administered("people_person_changelist"),
    _administered("people_person_change", "people_by_name.friend.pk"),
    _administered("people_person_history", "people_by_name.friend.pk"),
    Sight("admin:login", _("Accounts"), _ADMINISTRATOR, 302),
    Sight("admin:logout", _("Accounts"), _ADMINISTRATOR, 302, {"administrator": 405}),
]

ELSEWHERE: list[Sight] = [
    Sight(
        "openid_connect_login",
        _("On the way to the site through which one comes in"),
        _ANYBODY,
        405,
        args=("elsewhere",),
    ),
    Sight(
        "openid_connect_callback",
        _("Back from there: with what it said of you, you are in"),
        _("whoever it sends here"),
        401,
        args=("elsewhere",),
    ),
    Sight("socialaccount_login_cancelled", _("That one turned back on the way"), _ANYBODY, 200),
    Sight("socialaccount_login_error", _("That the other site did not agree"), _ANYBODY, 401),
    Sight("socialaccount_signup", _("Making an account"), _("whoever was sent from there"), 302),
]
"""Rows of what is there only where the settings name another site to come in through."""

if settings.SOCIALACCOUNT_PROVIDERS:
    SIGHTS += ELSEWHERE
