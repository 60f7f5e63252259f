"""Who sees what of calls: rows of the matrix.

In the tests' world, Cleo calls a crew in Riverbend; Pavel would join, and Bela asked something.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_CIRCLE = _("members, unless they and the caller do not see each other")
_CALLER = _("whoever calls")
_CALL = ("riverbend.slug", "call.pk")


def _members(name: str, what: Any, *args: str, **other: int) -> Sight:
    answers = {"anonymous": 302, **dict.fromkeys(_MEMBERS, 200)}
    answers |= {one.replace("_", " "): status for one, status in other.items()}
    return Sight(name, what, _CIRCLE, 404, answers, args or ("riverbend.slug",))


def _button(name: str, what: Any, seen_by: Any) -> Sight:
    return Sight(name, what, seen_by, 405, {"anonymous": 302}, _CALL)


SIGHTS: list[Sight] = [
    _members("circle-calls", _("Who calls a crew")),
    _members("call-new", _("Calling a crew")),
    _members("call", _("A call; who would join, those who would, and the caller"), *_CALL),
    _members("call-answer", _("Your own answer to a call"), *_CALL, crew_member=403),
    _button("call-questions", _("Asking a caller"), _CIRCLE),
    Sight(
        "call-question",
        _("What was asked of a caller"),
        _("whoever asked, and the caller; all members once it is answered for all"),
        404,
        {"anonymous": 302, "crew member": 200, "blocked": 403},
        (*_CALL, "call_question.pk"),
    ),
    _button("call-crew", _("Starting a crew that one called"), _CALLER),
    _button("call-ending", _("Letting a call go"), _CALLER),
]
