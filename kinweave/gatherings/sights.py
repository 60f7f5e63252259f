"""Who sees what of gatherings: rows of the matrix.

The personas stand in the tests' world: the soup is Riverbend's, and for its members.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_AUDIENCE = _("whom its audience holds; for everybody else it is not there")
_HOSTS = _("whoever hosts it, and who tends the circle")
_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")


def _seen(name: str, what: Any, seen_by: Any, *args: str, may: tuple[str, ...], no: int) -> Sight:
    answers = {one: (200 if one in may else no) for one in _MEMBERS}
    return Sight(name, what, seen_by, 404, {"anonymous": 302, **answers}, args)


def _button(name: str, what: Any, seen_by: Any) -> Sight:
    return Sight(name, what, seen_by, 405, {"anonymous": 302}, ("soup.pk",))


_HOSTING = ("crew member", "steward")

SIGHTS: list[Sight] = [
    Sight(
        "gatherings",
        _("What is to come for you"),
        _("only you: it shows what you may see"),
        200,
        {"anonymous": 302},
    ),
    Sight(
        "gatherings-month",
        _("A month of gatherings"),
        _("only you: it shows what you may see"),
        200,
        {"anonymous": 302},
    ),
    _seen(
        "circle-gatherings",
        _("A circle's gatherings"),
        _("whoever sees the circle; of its gatherings, those that they may see"),
        "riverbend.slug",
        may=_MEMBERS,
        no=404,
    ),
    _seen(
        "circle-gatherings-month",
        _("A month of a circle's gatherings"),
        _("whoever sees the circle; of its gatherings, those that they may see"),
        "riverbend.slug",
        may=_MEMBERS,
        no=404,
    ),
    Sight(
        "gathering-new",
        _("Planning a gathering"),
        _("members of the circle"),
        403,  # everybody knows of the mill, and only the stranger is in it
        {"anonymous": 302, "stranger": 200},
        ("millrace.slug",),
    ),
    Sight(
        "gathering",
        _("A gathering, its dates and who comes"),
        _AUDIENCE,
        404,
        dict.fromkeys(_MEMBERS, 200),
        ("soup.pk",),
    ),
    Sight(
        "gathering-picture",
        _("A gathering's picture"),
        _AUDIENCE,
        404,
        dict.fromkeys(_MEMBERS, 200),
        ("soup.pk", "wide"),
    ),
    Sight(
        "gathering-date-file",
        _("A date as a file for a calendar"),
        _AUDIENCE,
        404,
        dict.fromkeys(_MEMBERS, 200),
        ("soup.pk", "first_date"),
    ),
    Sight(
        "gathering-guests",
        _("Coming without an account"),
        _("everybody, where the gathering is open to everybody"),
        200,
        {},
        ("open_evening.pk",),
    ),
    Sight(
        "guest",
        _("What a guest said, at their secret address"),
        _("whoever holds the address: the guest, to whom it was sent"),
        200,
        {},
        ("guest.secret",),
    ),
    _seen(
        "gathering-invitations",
        _("Asking somebody to come"),
        _HOSTS,
        "soup.pk",
        may=_HOSTING,
        no=403,
    ),
    _button("gathering-answer", _("Saying whether you come"), _AUDIENCE),
    _button("gathering-host", _("Taking on what nobody hosts"), _("members of the circle")),
    _button("gathering-announcement", _("Announcing a gathering"), _HOSTS),
    _seen("gathering-change", _("Changing a gathering"), _HOSTS, "soup.pk", may=_HOSTING, no=403),
    _seen("gathering-call-off", _("Calling it off"), _HOSTS, "soup.pk", may=_HOSTING, no=403),
    _seen("gathering-more", _("Letting a series go on"), _HOSTS, "soup.pk", may=_HOSTING, no=403),
    _seen(
        "gathering-date",
        _("Moving a date or leaving it out"),
        _HOSTS,
        "soup.pk",
        "first_date",
        may=_HOSTING,
        no=403,
    ),
    Sight(
        "calendars",
        _("Your secret calendar addresses"),
        _("only you"),
        200,
        {"anonymous": 302},
    ),
    Sight(
        "calendar-feed",
        _("A calendar at its secret address"),
        _("whoever holds the address: what its owner may see at that moment"),
        200,
        {},
        ("calendar_key.key",),
    ),
]
