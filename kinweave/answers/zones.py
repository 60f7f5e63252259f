"""From "CET", "GMT+1", "Lisbon" or "Pacific Time" to the name of a time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kinweave.answers.cells import clean, folded, opening, plain, says_nothing, shorten, words
from kinweave.answers.errors import SHOWN, MisreadError
from kinweave.answers.zone_names import FIXED, NAMES, SEVERAL_ZONES, iana, places
from kinweave.words import gettext as _

_IANA = re.compile(r"[a-z_-]+(?:/[a-z0-9_+-]+)+", re.IGNORECASE)
_APART = re.compile(r"[()\[\],;|/]|\s-\s(?=[^\d\s])|\n")
_OFFSET = re.compile(
    r"\W*(?:utc|gmt|z)?\s*(?P<sign>[+±-])\s*(?P<hours>\d{1,2})"
    r"(?:[:.h]?(?P<minutes>\d{2})|(?P<half>[.,]5))?\s*(?:h|hours?|hrs?)?\W*"
)
_TIME = re.compile(r" (?:local )?(?:time|time zone|timezone|tz|zone)$")


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """A zone's IANA name, and what was guessed to find it (a remark of :mod:`.notes`), if so."""

    zone: str
    remark: tuple[str, ...] = ()


class ZoneReader:
    """Reads zones; ``own``: what a host says that texts mean, before anything is guessed."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._own = {folded(text): zone for text, zone in own.items()}
        self._known: dict[str, ZoneReading] = {}
        self._unknown = 0

    def read(self, text: str) -> ZoneReading:
        """The zone that a text names. Raises MisreadError."""
        text = opening(text)
        key = folded(text)
        if key not in self._known:
            self._known[key] = self._read(clean(text), key)
        return self._known[key]

    def _read(self, text: str, key: str) -> ZoneReading:
        if key in self._own:
            return ZoneReading(self._own[key])
        if zone := _iana_in(text):
            return ZoneReading(zone)
        if says_nothing(text):
            raise MisreadError(
                "",
                _("The time zone is missing."),
                _("Write a place such as Lisbon, or a name such as Europe/Lisbon."),
            )
        pieces = list(_pieces(text))
        for piece in pieces:
            if zone := places().get(piece):
                return ZoneReading(zone, _guess("zone", text, zone))
        for piece in pieces:
            if piece in NAMES:
                zone, other = NAMES[piece]
                if other:
                    return ZoneReading(zone, ("zone_or", text, zone, other))
                return ZoneReading(zone, _guess("zone", text, zone))
        if zone := _fixed(text):
            return ZoneReading(zone, _guess("zone_fixed", text, zone))
        raise self._misread(text, pieces)

    def _misread(self, text: str, pieces: list[str]) -> MisreadError:
        for piece in pieces:
            if piece in SEVERAL_ZONES and not _IANA.search(text):
                return MisreadError(
                    text,
                    _("There are several time zones there."),
                    _("Write one of them, such as {zones}.").format(
                        zones=", ".join(SEVERAL_ZONES[piece])
                    ),
                )
        instead = _("Write a place such as Lisbon, or a name such as Europe/Lisbon.")
        self._unknown += 1
        if self._unknown <= SHOWN and (near := suggestions(text)):
            instead = _("Did you mean {zones}?").format(zones=_(" or ").join(near))
        return MisreadError(text, _("I know no time zone of that name."), instead)


def zone_named(text: str) -> str | None:
    """The IANA name as it is spelled, whatever the case of ``text``; ``None`` if there is none."""
    return iana().get("_".join(text.strip().lower().split()))


def suggestions(text: str) -> tuple[str, ...]:
    """At most three zones whose names look like this text."""
    names = {words(zone): zone for zone in iana().values() if "/" in zone}
    names |= {words(zone.rpartition("/")[2]): zone for zone in names.values()}
    names |= {name: zone for name, (zone, _other) in NAMES.items() if len(name) > 4}
    names |= places()
    near = get_close_matches(words(shorten(text)), names, n=5, cutoff=0.72)
    return tuple(dict.fromkeys(names[name] for name in near))[:3]


def _iana_in(text: str) -> str | None:
    whole = zone_named(text)
    if whole and ("/" in whole or whole == "UTC"):
        return whole
    found = (zone_named(part) for part in _IANA.findall(text))
    return next((zone for zone in found if zone), None)


def _pieces(text: str) -> Iterator[str]:
    """The words of the whole text, then of its parts, each also without "time" at its end."""
    for part in [text, *_APART.split(plain(text))]:
        if piece := words(part):
            yield piece
            yield _TIME.sub("", piece)


def _fixed(text: str) -> str | None:
    """The zone that keeps the offset which a part of the text gives."""
    for part in _APART.split(plain(text)):
        if found := _OFFSET.fullmatch(part):
            minutes = 60 * int(found["hours"]) + int(found["minutes"] or 0)
            minutes += 30 if found["half"] else 0
            minutes *= -1 if found["sign"] == "-" else 1
            if minutes % 60:
                return FIXED.get(minutes)
            # The signs of these names are turned around: Etc/GMT-1 is an hour ahead of UTC.
            return zone_named(f"Etc/GMT{-minutes // 60:+d}") if minutes else "UTC"
    return None


def _guess(kind: str, text: str, zone: str) -> tuple[str, ...]:
    """A remark, unless the text is the zone's own name."""
    return () if words(text) == words(zone) else (kind, text, zone)
