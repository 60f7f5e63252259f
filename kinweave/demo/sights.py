"""Who sees what of the demo: a row of the matrix where there is a demo."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

SIGHTS: list[Sight] = (
    [
        Sight(
            "demo-persona",
            _("A button to be somebody of the demo"),
            _("whoever has the link; only on a demo site"),
            404,
            {},
            ("demo_link",),
        )
    ]
    if settings.DEMO
    else []
)
