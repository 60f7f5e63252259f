"""Mail that waits until somebody confirms: after a restore, what it tells may long be told."""

from __future__ import annotations

from datetime import datetime

from kinweave.jobs.models import Hold

MAIL = "mail"


def mail_is_held() -> bool:
    """Whether no letter may leave. Whoever sends asks, before each letter."""
    return Hold.objects.filter(what=MAIL).exists()


def hold_mail(*, at: datetime) -> None:
    """Let no letter leave until :func:`release_mail`; they wait, and none is lost."""
    Hold.objects.get_or_create(what=MAIL, defaults={"since": at})


def release_mail() -> bool:
    """Let letters leave again; whether they were held."""
    return bool(Hold.objects.filter(what=MAIL).delete()[0])
