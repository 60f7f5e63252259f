"""Who sees what of rounds of pairs: rows of the matrix. Fenna is paired with Cleo."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_NOT = {"anonymous": 302}
_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")

SIGHTS: list[Sight] = [
    Sight(
        "circle-rounds",
        _("Rounds of pairs, and your own part in them"),
        _("members of the circle; who takes part: nobody but yourself"),
        404,
        {**_NOT, **dict.fromkeys(_MEMBERS, 200)},
        ("riverbend.slug",),
    ),
    Sight(
        "circle-rounds-tend",
        _("Opening a round of pairs"),
        _("whoever tends the circle"),
        404,
        {**_NOT, **dict.fromkeys(_MEMBERS, 403), "steward": 200},
        ("riverbend.slug",),
    ),
    Sight("round-off", _("Calling a round off"), _("whoever tends the circle"), 405, _NOT,
          ("round.pk",)),
    Sight(
        "round-meeting",
        _("Whom you are paired with, and when it would suit"),
        _("those who are paired; whether you met: what you say, only you"),
        404,
        {**_NOT, "friend": 200, "crew member": 200},
        ("meeting.pk",),
    ),
]  # fmt: skip
