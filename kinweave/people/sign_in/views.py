"""Other places where somebody is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinweave.people.asking import me
from kinweave.people.sign_in.sessions import end_all


@login_required
@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_all(me(request))
    update_session_auth_hash(request, me(request))
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("mfa_index")
