"""Who sees what of people: rows of the matrix."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight
from kinweave.people import sights_profile, sights_sign_in

SIGNED_IN = {"anonymous": 302}

SIGHTS: list[Sight] = [
    Sight(
        "picture",
        _("Somebody's picture"),
        _("whom they show it to: nobody, their crews and pairs, or all their circles"),
        200,
        {**SIGNED_IN, "stranger": 404, "former member": 404, "blocked": 404, "administrator": 404},
        ("people_by_name.friend.pk", "small"),
    ),
    Sight("week", _("Your week"), _("only you"), 200, SIGNED_IN),
    Sight("exports", _("All your data, to take along"), _("only you"), 200, SIGNED_IN),
    Sight(
        "export-file",
        _("The file with all your data"),
        _("only you, for a week"),
        404,
        {**SIGNED_IN, "friend": 200},
        ("export.pk",),
    ),
    Sight("erasure", _("Being forgotten"), _("only you"), 200, SIGNED_IN),
    Sight("erasure-change-of-mind", _("Staying after all"), _("only you"), 405, SIGNED_IN),
    Sight("settings", _("Where all about yourself is found"), _("only you"), 200, SIGNED_IN),
    Sight("self", _("What you write for yourself"), _("only you"), 200, SIGNED_IN),
    Sight("self-part", _("All of one kind"), _("only you"), 200, SIGNED_IN, ("note.kind",)),
    Sight(
        "self-note",
        _("Something you wrote for yourself"),
        _("only you"),
        404,
        {**SIGNED_IN, "friend": 200},
        ("note.pk",),
    ),
    Sight("blocks", _("Whom you do not see here"), _("only you"), 200, SIGNED_IN),
    Sight(
        "block",
        _("What happens when you would rather not see somebody"),
        _("whoever sees them"),
        404,
        {**SIGNED_IN, "friend": 403, "partner": 200, "crew member": 200, "steward": 200},
        ("people_by_name.friend.pk",),
    ),
    Sight("block-undo", _("Seeing somebody again"), _("only you"), 405, SIGNED_IN, ("block.pk",)),
    *sights_profile.SIGHTS,
    *sights_sign_in.SIGHTS,
]
