"""Who sees what of what people bring: rows of the matrix.

The personas stand in the tests' world: all of it is brought to Riverbend's soup.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_HOSTS = _("whoever hosts the gathering, and who tends the circle")
_MEMBERS = _("members of the circle who see the gathering")
_GUESTS = _("everybody with an account who sees the gathering")
_INSIDE = ("friend", "partner", "crew member", "steward", "blocked")
_HOSTING = ("crew member", "steward")


def _seen(name: str, what: Any, seen_by: Any, *more: str, may: tuple[str, ...] = _INSIDE) -> Sight:
    answers = {one: (200 if one in may else 403) for one in _INSIDE}
    return Sight(name, what, seen_by, 404, {"anonymous": 302, **answers}, ("soup.pk", *more))


def _button(name: str, what: Any, seen_by: Any, *more: str) -> Sight:
    return Sight(name, what, seen_by, 405, {"anonymous": 302}, ("soup.pk", *more))


SIGHTS: list[Sight] = [
    _seen("slots", _("The queue for slots, whose turn is when, what was presented"), _MEMBERS),
    _seen("slots-opening", _("Opening slots, changing, closing them"), _HOSTS, may=_HOSTING),
    _button("slots-next", _("Giving a date to the next in the queue"), _HOSTS),
    _seen("slot-request-new", _("Asking for a slot"), _MEMBERS),
    _seen(
        "slot-request",
        _("Changing or withdrawing what you asked for"),
        _("only you"),
        "asked_for.pk",
        may=("partner",),
    ),
    _button("slot-turn", _("Giving a request a date"), _HOSTS, "asked_for.pk"),
    _seen(
        "cases",
        _("Your case, and the one that is chosen"),
        _("only you see yours until it is chosen; then members of the circle, until that date"),
    ),
    _seen("cases-opening", _("Taking cases, and no more"), _HOSTS, may=_HOSTING),
    _button("case-choice", _("Choosing the next case in turn, unseen"), _HOSTS),
    _seen("case", _("Bringing a case, changing it, taking it away"), _("only you")),
    _seen("board-new", _("Opening a board for sessions"), _HOSTS, may=_HOSTING),
    _seen("board", _("A board with its sessions"), _GUESTS, "board.pk"),
    _seen("board-change", _("Rooms and times of a board"), _HOSTS, "board.pk", may=_HOSTING),
    _seen("session-new", _("Putting a session on a board"), _GUESTS, "board.pk"),
    _seen(
        "session",
        _("A session; who would join it"),
        _("everybody with an account who sees the gathering; names of who would join, members"),
        "board.pk",
        "session.pk",
    ),
    _button("session-joining", _("Saying that you would join"), _GUESTS, "board.pk", "session.pk"),
]
