"""What is typed to come in: allauth's forms, in our words, for keyboards of phones."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    SignupForm,
)
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from kinweave.people.fields import NOT_AN_ADDRESS, OneLine
from kinweave.people.sign_in.codes import code_of

ADDRESS = _("Your e-mail address")


def _letters() -> forms.CharField:
    once = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
    return forms.CharField(label=_("Code"), max_length=40, widget=forms.TextInput(attrs=once))


def _digits(label: Any) -> forms.CharField:
    once = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(label=label, max_length=40, widget=forms.TextInput(attrs=once))


def _address(form: forms.Form, name: str, label: Any) -> None:
    """allauth names its fields itself, and writes the label into them once more."""
    field = form.fields[name]
    field.label = label
    field.error_messages["invalid"] = NOT_AN_ADDRESS
    field.widget.attrs = {**field.widget.attrs, "autocomplete": "email", "placeholder": ""}


class ComeIn(LoginForm):
    """An address, to which a code goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _address(self, "login", ADDRESS)


class MakeAnAccount(SignupForm):
    """An address and a name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _address(self, "email", ADDRESS)


class NewAddress(AddEmailForm):
    """Another address, to which a code goes first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _address(self, "email", _("The new address"))


class CodeToComeIn(ConfirmLoginCodeForm):
    """The code from the letter; the session has only its seed."""

    code = _letters()

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, code=code_of(code), **kwargs)


class CodeForAddress(ConfirmEmailVerificationCodeForm):
    """The same, to confirm an address."""

    code = _letters()

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, code=code_of(code), **kwargs)


class SecondStep(AuthenticateForm):
    """Six digits from the app, or one of the recovery codes."""

    code = _digits(_("Digits from your app, or a recovery code"))


class SecondStepAgain(ReauthenticateForm):
    """The same, from somebody who is in and wants to change how they sign in."""

    code = _digits(_("Digits from your app, or a recovery code"))


class FirstDigits(ActivateTOTPForm):
    """What the app shows for the first time."""

    code = _digits(_("The six digits that your app shows"))


class NewPasskey(AddWebAuthnForm):
    """A name, and what the browser made. It always lets in by itself: nothing else is a passkey."""

    name = OneLine(label=_("What you call it"), max_length=80, required=False)
    passwordless = None

    def clean(self) -> dict[str, Any]:
        """Whoever holds the phone must have shown it their finger, face or code."""
        self.cleaned_data["passwordless"] = True
        found: dict[str, Any] = super().clean()
        return found


class NameOfPasskey(EditWebAuthnForm):
    """Another name."""

    name = OneLine(label=_("What you call it"), max_length=80)
