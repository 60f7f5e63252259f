"""What was guessed on the way, counted, and put into words at the end."""

from __future__ import annotations

from collections import Counter

from kinweave.answers.cells import shorten
from kinweave.answers.errors import SHOWN
from kinweave.answers.language_names import ENGLISH
from kinweave.words import gettext as _
from kinweave.words import ngettext

_SPELLINGS = 6
_ORDER = (
    *("encoding", "columns_left", "no_name"),
    *("zone", "zone_or", "zone_fixed", "language_assumed", "language_weak"),
    *("time_of_day", "whole_day", "every_day", "bare_hours", "narrowed"),
    *("host", "nobody_calls", "met_elsewhere"),
)


class Notes:
    """Remarks of a fixed kind with their values, each counted once per person it concerns."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, ...]] = Counter()

    def add(self, *remark: str) -> None:
        """``remark``: a kind of ``_ORDER``, then the values its sentence needs."""
        self._counts[remark] += 1

    def in_words(self) -> tuple[str, ...]:
        """One sentence a remark, those of a kind together, the most common first."""
        texts: list[str] = []
        for kind in _ORDER:
            found = sorted(self._of(kind).items(), key=lambda item: (-item[1], item[0]))
            texts += [_in_words(kind, *values, count=count) for values, count in found[:SHOWN]]
            if (more := len(found) - SHOWN) > 0:
                texts.append(
                    ngettext(
                        "… and {count} more like it.", "… and {count} more like these.", more
                    ).format(count=more)
                )
        return tuple(texts)

    def _of(self, kind: str) -> dict[tuple[str, ...], int]:
        """The remarks of a kind and their counts; all texts read as one zone make one remark."""
        counts = {
            tuple(shorten(value, 400) for value in values): count
            for (its, *values), count in self._counts.items()
            if its == kind
        }
        if kind not in {"zone", "zone_fixed"}:
            return counts
        together: dict[str, list[tuple[int, str]]] = {}
        for (text, zone), count in counts.items():
            together.setdefault(zone, []).append((-count, text))
        return {
            ("”, “".join(text for _count, text in sorted(texts)[:_SPELLINGS]), zone): -sum(
                count for count, _text in texts
            )
            for zone, texts in together.items()
        }


def _in_words(kind: str, *values: str, count: int) -> str:
    people = ngettext("for {count} person", "for {count} people", count).format(count=count)
    match kind, *values:
        case "encoding", *_rest:
            return _(
                "This file is not in UTF-8. I read it as Windows-1252; look whether names with"
                " accents came out right."
            )
        case "columns_left", headers:
            return _("I left these columns alone: {headers}.").format(headers=headers)
        case "no_name", *_rest:
            return _(
                "Where a name is missing I use the start of the e-mail address ({people})."
            ).format(people=people)
        case "zone", text, zone:
            return _("I read “{text}” as {zone} {people}.").format(
                text=text, zone=zone, people=people
            )
        case "zone_or", text, zone, other:
            return _("I read “{text}” as {zone} {people}; it could also mean {other}.").format(
                text=text, zone=zone, people=people, other=other
            )
        case "zone_fixed", text, zone:
            return _(
                "I read “{text}” as {zone} {people}, which knows no summer time. Where clocks"
                " change, put the place into MAP.toml, like Europe/Paris."
            ).format(text=text, zone=zone, people=people)
        case "language_assumed", code:
            return _(
                "No column holds languages, so I take it that everyone speaks {language}."
            ).format(language=_(ENGLISH.get(code, code)))
        case "language_weak", text:
            return _(
                "I left out “{text}” {people}: in a crew everyone should speak with ease."
            ).format(text=text, people=people)
        case "time_of_day", word, hours:
            return _("I read “{word}” as {hours} {people}.").format(
                word=word, hours=hours, people=people
            )
        case "whole_day", text, hours:
            return _("I read “{text}”, without a time, as {hours} {people}.").format(
                text=text, hours=hours, people=people
            )
        case "every_day", text:
            return _("I read “{text}”, without a day, as every day {people}.").format(
                text=text, people=people
            )
        case "bare_hours", text, hours:
            return _(
                "I read “{text}” as {hours} {people}; for the evening write it with pm."
            ).format(text=text, hours=hours, people=people)
        case "narrowed", text, hours:
            return _(
                "I read “{text}” as {hours} {people}: times go by quarters of an hour."
            ).format(text=text, hours=hours, people=people)
        case "host", text:
            return _("I read “{text}”, about hosting, as maybe {people}.").format(
                text=text, people=people
            )
        case "nobody_calls", call:
            return _(
                "Nobody is the caller of “{call}”, which I leave out {people}."
                " The caller's cell should read “{call} (caller)”."
            ).format(call=call, people=people)
        case _other:
            return ngettext(
                "{count} name under those already met is not in this file. That is fine.",
                "{count} names under those already met are not in this file. That is fine.",
                count,
            ).format(count=count)
