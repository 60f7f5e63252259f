"""What imports hold of somebody, for their export."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.importing.models import Import
from kinweave.people.export.parts import exports
from kinweave.people.models import Person


@exports(
    "imports",
    _("Calendars you brought in"),
    circle=_("Circle"),
    called=_("Called"),
    address=_("Address"),
    zone=_("Time zone"),
    audience=_("Who may see it and come"),
    asked_at=_("Asked"),
    brought_at=_("Brought in"),
    keeps_since=_("Kept in step since"),
    stopped_at=_("Stopped"),
    worked_at=_("Last read"),
)
def imports(person: Person) -> list[dict[str, Any]]:
    """With their addresses, which are theirs. What came in is told under what they host."""
    rows = Import.objects.filter(person=person).select_related("circle").defer("content")
    fields = (
        "called", "address", "zone", "audience", "asked_at", "brought_at", "keeps_since",
        "stopped_at", "worked_at",
    )  # fmt: skip
    return [
        {"circle": one.circle.name, **{name: getattr(one, name) for name in fields}}
        for one in rows.order_by("pk")
    ]
