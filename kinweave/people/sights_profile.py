"""Who sees what of what people tell: rows of the matrix."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

SIGNED_IN = {"anonymous": 302}

SIGHTS: list[Sight] = [
    Sight("profile", _("What you tell of yourself, and to whom"), _("only you"), 200, SIGNED_IN),
    Sight("picture-change", _("Changing your picture"), _("only you"), 200, SIGNED_IN),
    Sight("picture-removal", _("Removing your picture"), _("only you"), 405, SIGNED_IN),
    Sight(
        "people",
        _("Finding people"),
        _("you, of those in your circles: each part of what they tell only if they tell it you"),
        200,
        SIGNED_IN,
    ),
    Sight(
        "person",
        _("Somebody's page"),
        _("those in a circle with them, each part if they tell it them; partners of a circle that "
          "they ask to join see the name"),
        200,
        {**SIGNED_IN, "stranger": 404, "former member": 404, "blocked": 404, "administrator": 404},
        ("people_by_name.friend.pk",),
    ),
]  # fmt: skip
