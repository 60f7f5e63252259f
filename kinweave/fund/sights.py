"""Who sees what of funds: rows of the matrix.

The personas stand in the tests' world: Riverbend has a fund, which the partner keeps, and the
steward tends the circle.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_KEEPER = _("whoever keeps the fund, and nobody else")
_TENDS = _("whoever tends the circle; what anybody gives is not there")


def _inside(name: str, what: Any, seen_by: Any, *args: str, may: tuple[str, ...]) -> Sight:
    answers = {one: (200 if one in may else 403) for one in _MEMBERS}
    return Sight(name, what, seen_by, 404, {"anonymous": 302, **answers}, args)


SIGHTS: list[Sight] = [
    _inside(
        "circle-fund",
        _("A circle's fund: what it is for, who keeps it, how to pay"),
        _("members of the circle"),
        "riverbend.slug",
        may=_MEMBERS,
    ),
    _inside(
        "fund-mine",
        _("What you give a month"),
        _("you, and whoever keeps the fund"),
        "riverbend.slug",
        may=_MEMBERS,
    ),
    _inside(
        "fund-change",
        _("Beginning a fund, and naming who keeps it"),
        _TENDS,
        "riverbend.slug",
        may=("steward",),
    ),
    _inside("fund-closing", _("Closing a fund"), _TENDS, "riverbend.slug", may=("steward",)),
    _inside(
        "fund-contributions",
        _("Who gives how much a month"),
        _KEEPER,
        "riverbend.slug",
        may=("partner",),
    ),
    _inside(
        "fund-contributions-file",
        _("The same as a table"),
        _KEEPER,
        "riverbend.slug",
        may=("partner",),
    ),
    _inside(
        "fund-contribution",
        _("Putting right what somebody gives"),
        _KEEPER,
        "riverbend.slug",
        "contribution.pk",
        may=("partner",),
    ),
]
