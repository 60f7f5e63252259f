"""Time zones under names that people know: a place, in its part of the world."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

PARTS = {
    "Africa": _("Africa"), "America": _("America"), "Antarctica": _("Antarctica"),
    "Asia": _("Asia"), "Atlantic": _("Atlantic"), "Australia": _("Australia"),
    "Europe": _("Europe"), "Indian": _("Indian Ocean"), "Pacific": _("Pacific"),
}  # fmt: skip
"""How IANA zones begin. Names that begin otherwise are old ones, kept for programs."""


def place_of(zone: str) -> str:
    """As in "Buenos Aires", of "America/Argentina/Buenos_Aires"."""
    return zone.split("/", 1)[-1].split("/")[-1].replace("_", " ")


def choices(own: str = "") -> list[tuple[str, object]]:
    """For a select: part of the world by part of the world; ``own``, one that stands already, is
    among them whatever it is called."""
    rest = {"UTC", own} - {""} - {zone for _part, zones in _parts() for zone in zones}
    return [
        *((zone, place_of(zone)) for zone in sorted(rest)),
        *((str(PARTS[part]), [(z, place_of(z)) for z in zones]) for part, zones in _parts()),
    ]


@cache
def known() -> frozenset[str]:
    """All zones of this machine."""
    return frozenset(available_timezones())


@cache
def _parts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (part, tuple(sorted((z for z in known() if z.startswith(f"{part}/")), key=place_of)))
        for part in PARTS
    )
