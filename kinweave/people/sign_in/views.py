"""Asking for a code anew, and other places where somebody is signed in."""

from __future__ import annotations

from allauth.account import views as account
from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinweave.people.asking import me
from kinweave.people.sign_in.sessions import end_all


def login(request: HttpRequest) -> HttpResponse:
    """An address, to which a code goes. Whoever sends it again begins anew, which is how they try
    again when no letter came: allauth would lead them back to where the last code is waited for."""
    if request.method == "POST":
        clear_login(request)
    answer: HttpResponse = account.login(request)
    return answer


@login_required
@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_all(me(request))
    update_session_auth_hash(request, me(request))
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("mfa_index")
