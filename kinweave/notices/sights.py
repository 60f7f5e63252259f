"""Who sees what of notices: rows of the matrix."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

SIGHTS: list[Sight] = [
    Sight("letters", _("Which letters you get"), _("only you"), 200, {"anonymous": 302}),
    Sight("letters-kind", _("Stopping a kind of letter"), _("only you"), 405, {"anonymous": 302}),
    Sight(
        "letters-stopped",
        _("The page behind “stop letters of this kind” in a letter"),
        _("whoever has the letter"),
        200,
        args=("stopping_token",),
    ),
    Sight(
        "letters-in-doubt",
        _("Letters that could not be sent: kind, address and hour, never what they say"),
        _("whoever looks after the site"),
        404,
        {"anonymous": 302, "administrator": 200},
    ),
]
