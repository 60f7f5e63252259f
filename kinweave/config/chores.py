"""Chores for the apps that are not ours."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session


def forget_sessions(now: datetime) -> None:
    """Delete sessions that have ended."""
    Session.objects.filter(expire_date__lt=now).delete()
