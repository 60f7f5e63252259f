"""Where allauth asks how this site does things."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from kinweave.notices import at_once

LETTERS = {
    "account/email/login_code": "people.code",
    "account/email/email_confirmation": "people.code",
    "account/email/email_confirmation_signup": "people.code",
    "account/email/unknown_account": "people.nobody_here",
}
"""allauth's letters that are letters of ours; every other one tells of a change to an account."""

CHANGES = {
    "account/email/email_changed": "address",
    "account/email/email_deleted": "address",
    "mfa/email/totp_activated": "second factor on",
    "mfa/email/totp_deactivated": "second factor off",
    "mfa/email/webauthn_added": "passkey added",
    "mfa/email/webauthn_removed": "passkey removed",
    "mfa/email/recovery_codes_generated": "recovery codes",
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No passwords; letters through the one sender; anybody may make an account."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it now: somebody is waiting for it in front of the screen.

        Whoever has an account gets the letter in the same way, and in about the same time, as
        somebody who has none: nobody learns from it who is here.
        """
        said = {"code": context["code"]} if "code" in context else {}
        letter = LETTERS.get(template_prefix, "people.account_changed")
        if letter == "people.account_changed":
            said["change"] = CHANGES[template_prefix]
        self._send(letter, email, said)

    def send_account_already_exists_mail(self, email: str) -> None:
        """To somebody who has an account: allauth's own would speak of passwords."""
        self._send("people.somebody_here", email, {})

    def _send(self, letter: str, address: str, said: dict[str, str]) -> None:
        sent = at_once.send(letter, address=address, said={"now": "", **said}, at=timezone.now())
        if not sent:
            messages.error(
                self.request,
                _("The letter did not get out: our mail server cannot be reached. Try again soon."),
            )

    def get_client_ip(self, request: Any) -> str:
        """The visitor's address, for limits only: from the proxy where there is one."""
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if settings.BEHIND_PROXY and forwarded:
            # The last is what our own proxy saw; those before it are anybody's claim.
            return str(forwarded.rsplit(",", 1)[-1].strip())
        address = request.META.get("REMOTE_ADDR")
        if not address:
            raise PermissionDenied
        return str(address)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """What an authenticator shows of this site."""

    def get_totp_issuer(self) -> str:
        """The name beside the six digits."""
        return settings.SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name a phone asks for its passkey with."""
        return {"id": settings.ALLOWED_HOSTS[0], "name": settings.SITE_NAME}
