"""What a hand move did, in words for whoever gathers the season."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinweave.access import KeptSeen, Viewer, blank
from kinweave.circles.models import Key
from kinweave.weaving.models import Move, Proposal

Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """``words``: who is where now. ``crews``: a sentence for each crew that it touched. ``worth``:
    how good these are, in percent by what may be seen, before and now."""

    pk: int
    words: str
    crews: list[str]
    worth: tuple[int, int] | None


def last_move(viewer: Viewer, proposal: Proposal) -> Move | None:
    """The one that can be taken back."""
    return next(iter(_last.ask(viewer, proposal=proposal.pk)), None)


def _moves(looks: Viewer) -> QuerySet[Move]:
    of = blank("proposal", BigIntegerField())
    return Move.objects.visible_to(looks).filter(proposal=of)[:1]


_last = KeptSeen(_moves, [Key.WEAVE])


def in_words(move: Move, names: Names) -> Moved:
    """``names``: what people are called, as far as whoever looks sees them."""
    did = move.did
    before, now = did["worth"]
    crews = [_of_crew(one) for one in did["crews"]]
    return Moved(
        move.pk, who_is_where(move, names), crews, (before, now) if before or now else None
    )


def who_is_where(move: Move, names: Names) -> str:
    """As in "Ada Anker is in crew 3 now."."""
    said = sorted((names.get(one) or _("somebody") for one in move.did["people"]), key=str.casefold)
    count, number = len(said), move.did["to"]
    if number is None:
        words = ngettext("{names} is in no crew now.", "{names} are in no crew now.", count)
    else:
        words = ngettext(
            "{names} is in crew {number} now.", "{names} are in crew {number} now.", count
        )
    return words.format(names=", ".join(said), number=number)


def _of_crew(crew: Mapping[str, Any]) -> str:
    (_was, people), (times_before, times) = crew["people"], crew["times"]
    if not people:
        return _("Crew {number} is empty, and gone.").format(number=crew["number"])
    if people == 1:
        return _("Crew {number}: one person alone.").format(number=crew["number"])
    words = ngettext(
        "Crew {number}: {people} people, {times} time of the week in common; {before} before.",
        "Crew {number}: {people} people, {times} times of the week in common; {before} before.",
        times,
    )
    return words.format(
        number=crew["number"], people=people, times=localize(times), before=localize(times_before)
    )
