"""Adding a passkey, as a way in of its own, and setting up the second step."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import WebAuthn, begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from kinweave.people.asking import me
from kinweave.people.sign_in.again import asks_again


@method_decorator(asks_again, name="dispatch")
class AddPasskey(AddWebAuthnView):
    """allauth's view sees a second factor in it, hands out recovery codes, and lets the browser
    choose whether it lets in by itself. Here it always does, and needs no codes beside it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked to make."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        options = begin_registration(me(self.request), passwordless=True)
        return {**found, "js_data": {"creation_options": options}}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, end what else is open, and tell its owner."""
        person, said = me(self.request), form.cleaned_data
        made = WebAuthn.add(person, said["name"], said["credential"]).instance
        authenticator_added.send(
            Authenticator, request=self.request, user=person, authenticator=made
        )
        adapter = get_adapter(self.request)
        adapter.add_message(self.request, messages.SUCCESS, "mfa/messages/webauthn_added.txt")
        adapter.send_notification_mail("mfa/email/webauthn_added", person)
        record_authentication(self.request, person, "mfa", type=made.type, reauthenticated=True)
        return redirect("mfa_index")


@method_decorator(asks_again, name="dispatch")
class SetUpSecondStep(ActivateTOTPView):
    """Whoever typed the digits has shown that it is them: they see their recovery codes at once,
    and are not asked for digits again, of which the app has no new ones for half a minute."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it up, and on to the recovery codes."""
        answer: HttpResponse = super().form_valid(form)
        kind = Authenticator.Type.TOTP
        record_authentication(
            self.request, me(self.request), "mfa", type=kind, reauthenticated=True
        )
        return answer
