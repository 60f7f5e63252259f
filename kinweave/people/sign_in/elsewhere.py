"""Coming in by another site's OpenID Connect, where the site's settings name one."""

from __future__ import annotations

from urllib.parse import urlsplit

from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect.views import callback, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST


@require_POST
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the other site, by way of a page of ours.

    Browsers hold a form to the site's ``form-action`` through all redirects that follow, and
    nobody knows beforehand through which hosts a provider leads. From a page they go anywhere.
    """
    if request.GET.get("process", "login") != "login":
        raise Http404
    answer: HttpResponse = login(request, provider_id)
    onward = answer.headers.get("Location", "")
    if not urlsplit(onward).netloc:
        return answer
    page = render(request, "socialaccount/leaving.html", {"onward": onward})
    page["Refresh"] = f"0; url={onward}"
    return page


urlpatterns = [
    path("cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", social.login_error, name="socialaccount_login_error"),
    path("new/", social.signup, name="socialaccount_signup"),
    path("<slug:provider_id>/", leave, name="openid_connect_login"),
    path("<slug:provider_id>/back/", callback, name="openid_connect_callback"),
]
