"""What many hosts ask and need, to be had with one click, in the language of whoever clicks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.preparing.models import Question, Role, Told

QUESTIONS: dict[str, dict[str, Any]] = {
    Question.Ready.FOOD: {
        "words": _("What should the kitchen know?"),
        "hint": _("What you do not eat, and what must not even touch your plate."),
        "kind": Question.Kind.LINE,
        "told": Told.HOST,
    },
    Question.Ready.ACCESS: {
        "words": _("What makes it easy for you to be there?"),
        "hint": _("Stairs, hearing, light, breaks, somebody beside you: whatever it is."),
        "kind": Question.Kind.LINES,
        "told": Told.HOST,
    },
    Question.Ready.LIFTS: {
        "words": _("Do you offer a lift, or look for one, and from where?"),
        "hint": _("How many seats, and when you set out."),
        "kind": Question.Kind.LINE,
        "told": Told.COMING,
    },
}

ROLES: dict[str, dict[str, Any]] = {
    Role.Ready.HOST: {"words": _("Holds the meeting on that day.")},
    Role.Ready.TIMEKEEPER: {"words": _("Watches the clock, so that nobody else has to.")},
    Role.Ready.COOK: {"words": _("Sees to it that there is something to eat."), "places": 2},
    Role.Ready.SCRIBE: {"words": _("Writes down what should be remembered.")},
    Role.Ready.WELCOME: {"words": _("Opens the door, and sits beside whoever is new.")},
}


def question(which: str) -> dict[str, Any]:
    """One of them, as :func:`~kinweave.preparing.actions.ask` takes it. ``KeyError``: no such."""
    found = QUESTIONS[which]
    return {**found, "words": str(found["words"]), "hint": str(found["hint"]), "ready": which}


def role(which: str) -> dict[str, Any]:
    """The same, of :func:`~kinweave.preparing.actions.open_role`."""
    found = ROLES[which]
    name = str(Role.Ready(which).label)
    return {**found, "name": name, "words": str(found["words"]), "ready": which}
