"""Made-up seasons to preview letters with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

SEASON: dict[str, Any] = {
    "season": SimpleNamespace(
        pk=1,
        name=_("Spring crews"),
        get_absolute_url="/seasons/1/",
        wishes_on=date(2027, 2, 10),
        answers_on=date(2027, 2, 20),
    ),
    "circle": SimpleNamespace(name=_("Riverbend"), get_absolute_url="/c/riverbend/"),
    "people": [_("Ada"), _("Ben"), _("Cleo")],
    "first": datetime(2027, 3, 2, 18, tzinfo=UTC),
    "others": [datetime(2027, 3, 3, 18, tzinfo=UTC)],
    "reasons": [],
}
