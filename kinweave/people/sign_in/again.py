"""Showing once more that it is you, before how you sign in changes.

Whoever sits down at a computer that somebody left open must not be able to make it their own for
good. allauth asks those who have a passkey or a second step; here everybody is asked, and whoever
has neither gets a code by mail, as when they come in. Having come in a moment ago is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.views import BaseReauthenticateView
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from kinweave.people.asking import me
from kinweave.people.sign_in.forms import CodeToComeIn

View = Callable[..., HttpResponseBase]


def is_proven(request: HttpRequest) -> bool:
    """Whether they came in, or showed that it is them, a moment ago."""
    shown = [
        record["at"]
        for record in get_authentication_records(request, me(request))
        if record.get("reauthenticated")
    ]
    return bool(shown) and time() - max(shown) < app_settings.REAUTHENTICATION_TIMEOUT


def asks_again(view: View) -> View:
    """The whole page is for whoever has just shown that it is them."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_proven(request):
            # What was typed and left at some other time is not to be sent with this.
            request.session.pop(STATE_SESSION_KEY, None)
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return login_required(asking)


def asks_before_sending(view: View) -> View:
    """Anybody signed in may look; what they send is kept until they have shown that it is them."""
    strict = asks_again(view)

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (strict if request.method == "POST" else view)(request, *args, **kwargs)

    return asking


class CodeOnceMore(AbstractCodeVerificationProcess):
    """A code to the address of whoever is signed in; the session has only its seed."""

    KEY = "code_once_more"

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=me(request),
        )

    @classmethod
    def begun(cls, request: HttpRequest) -> CodeOnceMore | None:
        """The one that somebody is waiting for, unless it is too old."""
        state = request.session.get(cls.KEY)
        return cls(request, state).abort_if_invalid() if state else None

    @classmethod
    def begin(cls, request: HttpRequest) -> None:
        """A letter, and from now on its code counts."""
        code = cls(request, cls.initial_state(me(request)))
        code.state["code"] = get_adapter().generate_login_code()
        code.send()
        code.persist()

    def send(self) -> None:
        """To the address that is confirmed; a new one proves nothing."""
        get_adapter().send_code(me(self.request).email, self.code)

    def persist(self) -> None:
        """Until it is typed."""
        self.request.session[self.KEY] = self.state

    def abort(self) -> None:
        """It no longer counts."""
        self.request.session.pop(self.KEY, None)


@method_decorator([never_cache, login_required], name="dispatch")
class AgainByCode(BaseReauthenticateView):
    """By a code, which is mailed when a button is pressed and not before."""

    form_class = CodeToComeIn
    template_name = "account/again.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code, or look at the one that was typed."""
        if "send" in request.POST:
            CodeOnceMore.begin(request)
        elif self._waiting:
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer
        return redirect(self.passthrough_next_url(request.path))

    @property
    def _waiting(self) -> CodeOnceMore | None:
        return CodeOnceMore.begun(self.request)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows which code is right."""
        waiting = self._waiting
        return {**super().get_form_kwargs(), "code": waiting.code if waiting else ""}

    def form_valid(self, form: CodeToComeIn) -> HttpResponse:
        """It is them: on with what they were about to do."""
        if waiting := self._waiting:
            waiting.abort()
        record_authentication(self.request, me(self.request), "code", reauthenticated=True)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def form_invalid(self, form: CodeToComeIn) -> HttpResponse:
        """A few tries, then a new letter; nothing else is lost."""
        if (waiting := self._waiting) and waiting.record_invalid_attempt():
            answer: HttpResponse = super().form_invalid(form)
            return answer
        messages.error(self.request, get_adapter().error_messages["code_used_up"])
        return redirect(self.passthrough_next_url(self.request.path))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether a letter is on its way, and whether something waits to be sent."""
        return {
            **super().get_context_data(**kwargs),
            "waiting": self._waiting is not None,
            "kept": STATE_SESSION_KEY in self.request.session,
        }
