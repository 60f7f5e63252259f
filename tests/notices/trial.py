"""Three letters to try things with: one that asks for permission, one with a secret, one for an
address without an account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model

from kinweave.notices.letters import About, Reader, letter

TEMPLATES = Path(__file__).parent / "templates"


@letter("trial.greeting", kind="greetings", what="Somebody says hello", a_day=3)
def greeting(reader: Reader, about: About) -> dict[str, Any] | None:
    people: Any = get_user_model()
    found = people.objects.visible_to(reader.viewer).filter(pk=about["person"]).first()
    return {"somebody": found.name} if found else None


@letter("trial.code", kind="codes", what="You sign in", needed=True)
def code(_reader: Reader, about: About) -> dict[str, Any] | None:
    return {"code": about["code"]} if "code" in about else None


@letter("trial.welcome", kind="welcomes", what="Somebody invites you", a_day=3)
def welcome(_reader: Reader, _about: About) -> dict[str, Any] | None:
    return {}
