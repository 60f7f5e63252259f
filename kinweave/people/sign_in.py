"""Signing in, as allauth does it, in our words: a code by mail, a passkey, or another provider."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.utils.translation import gettext_lazy as _

from kinweave.people.models import Person


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Where allauth asks how this site does things."""


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Names a passkey shows on a phone."""


class Introduction(forms.Form):
    """What is asked when somebody makes an account, beside their address."""

    name = forms.CharField(label=_("What people call you"), max_length=80)

    def signup(self, _request: Any, person: Person) -> None:
        """Put it down."""
        person.name = self.cleaned_data["name"]
        person.save(update_fields=["name"])
