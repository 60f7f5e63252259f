"""Ending sessions. Django ends those whose hash of the (unusable) password no longer fits."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.contrib.auth import update_session_auth_hash


def end_all(person: Any) -> None:
    """Every session of this person ends at its next request."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


def ways_changed(request: Any, user: Any, **told: Any) -> None:
    """When a way to sign in changes, whoever else is signed in as this person is not any more.

    A first address, confirmed when somebody makes an account, replaces none: allauth tells of it
    too, and is about to sign them in with what it knew of them before.
    """
    if told.get("from_email_address", user) is None:
        return
    end_all(user)
    update_session_auth_hash(request, user)


def account_elsewhere(request: Any, **told: Any) -> None:
    """An account on another site is a way in too."""
    account = told["socialaccount"] if "socialaccount" in told else told["sociallogin"]
    ways_changed(request, account.user)


# allauth offers no other place to hear of it.
for changed in (email_changed, authenticator_added, authenticator_removed, authenticator_reset):
    changed.connect(ways_changed, dispatch_uid="kinweave.people.sign_in")
for changed in (social_account_added, social_account_removed):
    changed.connect(account_elsewhere, dispatch_uid="kinweave.people.sign_in")
