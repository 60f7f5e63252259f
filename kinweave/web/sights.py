"""Who sees what of the site's own pages: rows of the matrix."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight, everybody

EVERYBODY = _("everybody")

SIGHTS: list[Sight] = [
    everybody("home", _("Home"), _("everybody; what stands on it is only yours")),
    Sight(
        "map",
        _("The map of where you belong"),
        _("only you: everybody has a map of their own"),
        200,
        {"anonymous": 302},
    ),
    everybody("who-sees-what", _("Who sees what"), EVERYBODY),
    everybody("software", _("What runs here, and its source"), EVERYBODY),
    everybody("language", _("Choosing a language"), EVERYBODY),
    everybody("healthy", _("Whether the site answers"), EVERYBODY),
    everybody("robots", _("What search engines may read"), EVERYBODY),
    everybody("manifest", _("The site's name and icon, for a phone"), EVERYBODY),
]
if settings.DEBUG or settings.DEMO:
    SIGHTS.append(everybody("components", _("The pieces that pages are made of"), EVERYBODY))
