"""Where allauth asks how this site does things."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinweave.notices import at_once
from kinweave.people.models import Person
from kinweave.people.sign_in import limits
from kinweave.people.sign_in.codes import code_of, new_seed

ON_REQUEST = {
    "account/email/login_code": "people.code",
    "account/email/email_confirmation": "people.code",
    "account/email/email_confirmation_signup": "people.code",
    "account/email/unknown_account": "people.nobody_here",
}
"""Letters of allauth that anybody can ask for, for any address. All others tell of a change."""

CHANGES = {
    "account/email/email_changed": "address",
    "account/email/email_deleted": "address",
    "mfa/email/totp_activated": "second factor on",
    "mfa/email/totp_deactivated": "second factor off",
    "mfa/email/webauthn_added": "passkey added",
    "mfa/email/webauthn_removed": "passkey removed",
    "mfa/email/recovery_codes_generated": "recovery codes",
    "socialaccount/email/account_connected": "elsewhere",
}
"""Which words such a letter has; for one that allauth may add, it says that something changed."""

WRONG_CODE = gettext_lazy("That is not the code. The newest letter has the one that counts.")
WRONG_DIGITS = gettext_lazy("Those are not the ones. An app shows new digits every half minute.")
USED_UP = gettext_lazy("That was not the code, three times. Nothing is lost: ask for another one.")
OFTEN = gettext_lazy(
    "That was often, in a short time. Wait a few minutes; a passkey works all the while."
)
UNTOLD = gettext_lazy(
    "It is done. The letter that tells you so did not get out: our mail server cannot be reached."
)
NO_LETTER = "no_letter"
"""In the session: why the letter that was asked for did not go out, if it did not."""
WORDS = {
    "code_used_up": USED_UP,
    "account_inactive": gettext_lazy("This account is closed."),
    "duplicate_email": gettext_lazy("That is your address already."),
    "email_taken": gettext_lazy("That address cannot be used."),
    "incorrect_code": WRONG_CODE,
    "rate_limited": OFTEN,
    "same_as_current": gettext_lazy("That is your address already."),
    "too_many_login_attempts": OFTEN,
}

AGAIN = {
    "mfa_reauthenticate": gettext_lazy("Use digits from your app"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
    "again_by_code": gettext_lazy("Use a code by mail"),
}
"""Other ways to show that it is you, as buttons say them."""


class Adapter(DefaultAccountAdapter):
    """No passwords; letters through the one sender; anybody may make an account."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}  # noqa: RUF012 - allauth's

    def generate_login_code(self) -> str:
        """What allauth keeps in the session: not the code itself."""
        return new_seed()

    def generate_email_verification_code(self) -> str:
        """The same, for a new address."""
        return new_seed()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it now: somebody is waiting for it in front of the screen.

        Whoever has an account gets the letter in the same way, and in about the same time, as
        somebody who has none: nobody learns from it who is here.
        """
        if letter := ON_REQUEST.get(template_prefix):
            said = {"code": code_of(context["code"])} if "code" in context else {}
            self._send_on_request(letter, email, said)
        else:
            change = {"change": CHANGES.get(template_prefix, "else")}
            if not self._send("people.account_changed", email, change):
                messages.warning(self.request, UNTOLD)

    def send_code(self, address: str, seed: str) -> None:
        """To somebody who is signed in and shows once more that it is them."""
        self._send_on_request("people.code", address, {"code": code_of(seed)})

    def send_account_already_exists_mail(self, email: str) -> None:
        """To somebody who has an account: allauth's own would speak of passwords."""
        self._send_on_request("people.somebody_here", email, {})

    def _send_on_request(self, letter: str, address: str, said: dict[str, str]) -> None:
        """The page that asks for the code says instead, where it is so, why no letter came."""
        stopped = ""
        if not limits.may_have_another(self.request, address):
            stopped = "often"
        elif not self._send(letter, address, said):
            stopped = "down"
        if stopped or NO_LETTER in self.request.session:
            self.request.session[NO_LETTER] = stopped

    def _send(self, letter: str, address: str, said: dict[str, str]) -> bool:
        said = {"now": "", **said}
        return bool(at_once.send(letter, address=address, said=said, at=timezone.now()))

    def post_login(self, request: HttpRequest, user: Person, **login: Any) -> HttpResponse:
        """They are in: this browser is theirs, and they have just shown that it is them."""
        response: HttpResponse = super().post_login(request, user, **login)
        limits.remember(response, user.email)
        record_authentication(request, user, "came in", reauthenticated=True)
        return response

    def get_reauthentication_methods(self, user: Person | AnonymousUser) -> list[dict[str, Any]]:
        """How somebody can show once more that it is them: with what they have set up, or by a
        code to their address. Whoever wants a second step is not believed without one."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            found.append({"id": "again_by_code", "url": reverse("again_by_code")})
        return [{**one, "description": AGAIN.get(one["id"], "")} for one in found]

    def is_safe_url(self, url: str) -> bool:
        """Onward to pages of this very site only, however many names it answers to."""
        host = self.request.get_host()
        secure = self.request.is_secure()
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host}, require_https=secure)

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


class SecondFactor(DefaultMFAAdapter):
    """The second step, and what an authenticator shows of this site."""

    error_messages = {  # noqa: RUF012 - allauth's
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_DIGITS,
        "unverified_email": gettext_lazy("Confirm your address first."),
    }

    def is_mfa_enabled(self, user: Person, types: Collection[str] | None = None) -> bool:
        """Whether something has to be shown after the code: only digits from an app.

        A passkey is a way in of its own. Would it close the way by mail, whoever loses their
        phone would be locked out by the very thing that was to make it easier.
        """
        if types and {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN} <= set(types):
            types = [Authenticator.Type.TOTP]
        return bool(super().is_mfa_enabled(user, types))

    def get_totp_issuer(self) -> str:
        """The name beside the six digits."""
        return settings.SITE_NAME

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002 - allauth's
        """What a passkey is called whose owner does not say."""
        there = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey {number}").format(number=there + 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name a phone asks for its passkey with."""
        return {"id": settings.ALLOWED_HOSTS[0], "name": settings.SITE_NAME}
