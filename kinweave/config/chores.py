"""Chores for the apps that are not ours."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session

_KEPT = timedelta(days=30)


def forget_sessions(now: datetime) -> None:
    """Delete sessions that have ended."""
    Session.objects.filter(expire_date__lt=now).delete()


def forget_sign_ins(now: datetime) -> None:
    """Delete who signed in, or failed to, from where, when it can no longer help against abuse."""
    for model in (AccessAttempt, AccessLog):
        model.objects.filter(attempt_time__lt=now - _KEPT).delete()
