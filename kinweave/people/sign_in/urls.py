"""Those of allauth's addresses that this site has, by their own names; none about passwords."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from kinweave.people.sign_in.again import AgainByCode, asks_before_sending
from kinweave.people.sign_in.views import login, sessions
from kinweave.people.sign_in.ways import AddPasskey, SetUpSecondStep

# allauth sends people to two pages that are parts of others here.
_come_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
_ways = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", login, name="account_login"),
    path("login/again/", _come_in, name="account_request_login_code"),
    path("login/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/second/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("new/", account.signup, name="account_signup"),
    path("address/", asks_before_sending(account.email), name="account_email"),
    path("address/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("sessions/", sessions, name="sessions"),
    path("ways/", mfa.index, name="mfa_index"),
    path("ways/again/code/", AgainByCode.as_view(), name="again_by_code"),
    path("ways/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "ways/again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("ways/passkeys/", _ways, name="mfa_list_webauthn"),
    path("ways/passkeys/new/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("ways/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("ways/passkeys/<int:pk>/removal/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("ways/second/", SetUpSecondStep.as_view(), name="mfa_activate_totp"),
    path("ways/second/removal/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ways/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ways/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ways/codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns.append(path("elsewhere/", include("kinweave.people.sign_in.elsewhere")))
