"""Those of allauth's addresses that this site has, by their own names; none about passwords."""

from __future__ import annotations

from allauth.account import views as account
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as openid_connect
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from kinweave.people.sign_in.views import sessions

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    # allauth sends people here for a code; the page for it is the one to come in by.
    path(
        "login/again/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="account_request_login_code",
    ),
    path("login/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("new/", account.signup, name="account_signup"),
    path("address/", account.email, name="account_email"),
    path("address/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("sessions/", sessions, name="sessions"),
    path("ways/", include("allauth.mfa.urls")),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [
        path("elsewhere/", include(openid_connect)),
        path("elsewhere/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
        path("elsewhere/error/", social.login_error, name="socialaccount_login_error"),
        path("elsewhere/new/", social.signup, name="socialaccount_signup"),
        path("elsewhere/connected/", social.connections, name="socialaccount_connections"),
    ]
