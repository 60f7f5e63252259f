"""Who sees what of what dates leave behind: rows of the matrix.

The personas stand in the tests' world: Cleo hosted an evening of Riverbend, where Stella tends; the
evening at the mill was for everybody, and so is what it left behind.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight, everybody

_AUDIENCE = _("whom its audience holds; for everybody else it is not there")
_HOSTS = _("whoever hosts the gathering, and who tends the circle")
_HOST = _("whoever hosts the gathering; where nobody does, who tends the circle")
_SPEAKERS = _("whom its audience holds, while all who speak in it agree; else they and who hosts")
_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_EVENING = ("evening.pk", "first_date")
_HARVEST = (*_EVENING, "harvest.pk")
_ASKED = (*_EVENING, "asked.pk")
_MILL = ("mill_evening.pk", "first_date")


def _inside(
    name: str, what: Any, seen_by: Any, args: tuple[str, ...], *may: str, no: int = 403
) -> Sight:
    """``may``: who of the members; the others get ``no``, and outside nothing is there."""
    answers = {one: 200 if one in may else no for one in _MEMBERS}
    return Sight(name, what, seen_by, 404, {"anonymous": 302, **answers}, args)


def _button(name: str, what: Any, seen_by: Any, args: tuple[str, ...]) -> Sight:
    return Sight(name, what, seen_by, 405, {"anonymous": 302}, args)


_HOSTING = ("crew member", "steward")

SIGHTS: list[Sight] = [
    Sight(
        "circle-harvest",
        _("What a circle's gatherings left behind"),
        _("whoever sees the circle; of what is there, what they may read and hear"),
        404,
        dict.fromkeys(_MEMBERS, 200),
        ("riverbend.slug",),
    ),
    everybody(
        "podcast",
        _("A circle's podcast"),
        _("everybody, where everybody may know of the circle: what all may hear"),
        "millrace.slug",
    ),
    everybody("podcast-cover", _("The podcast's picture"), _("everybody"), "millrace.slug"),
    Sight(
        "gathering-harvest",
        _("What the dates of a gathering left behind"),
        _("whoever sees the gathering"),
        404,
        dict.fromkeys(_MEMBERS, 200),
        ("evening.pk",),
    ),
    Sight(
        "date-harvest",
        _("What a date left behind"),
        _("whoever sees the gathering; of what is there, what they may read and hear"),
        404,
        dict.fromkeys(_MEMBERS, 200),
        _EVENING,
    ),
    Sight(
        "harvest-new",
        _("Writing a harvest"),
        _("members of the circle, and who said that they come or may"),
        403,  # everybody sees the evening at the mill, and only the stranger is in that circle
        {"anonymous": 302, "stranger": 200},
        _MILL,
    ),
    Sight(
        "harvest",
        _("A harvest"),
        _AUDIENCE,
        404,
        dict.fromkeys(_MEMBERS, 200),
        _HARVEST,
    ),
    _inside("harvest-change", _("Changing a harvest"), _("its author"), _HARVEST, "partner"),
    _button("harvest-publication", _("Publishing or taking back a harvest"), _AUDIENCE, _HARVEST),
    _inside("who-came", _("Noting who came"), _HOST, _EVENING, "crew member"),
    _button("who-came-me", _("Taking out what is noted of you"), _("only you"), _EVENING),
    _inside("harvest-letter", _("Writing to those who came"), _HOST, _EVENING, "crew member"),
    _inside("recording-new", _("Adding a recording"), _HOSTS, _EVENING, *_HOSTING),
    Sight(
        "recording",
        _("A recording"),
        _SPEAKERS,
        404,
        dict.fromkeys(_HOSTING, 200),
        _ASKED,
    ),
    _inside("recording-change", _("Changing a recording"), _HOSTS, _ASKED, *_HOSTING, no=404),
    _inside(
        "recording-consent",
        _("Your yes or no to being heard"),
        _("each who speaks in it, for themself"),
        _ASKED,
        *_HOSTING,
        no=404,
    ),
]
