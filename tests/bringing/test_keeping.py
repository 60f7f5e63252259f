"""What an export tells somebody of what they brought, and what is left when they leave."""

from __future__ import annotations

import json

from kinweave.bringing import actions
from kinweave.bringing.models import Case, Choice, Joining, NotToday, Request, Session, Turn
from kinweave.circles.actions import leave
from kinweave.gatherings.models import Gathering
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_parts
from tests import builders
from tests.bringing.bringers import (
    asks,
    brings,
    cell,
    chosen,
    it_has_been,
    open_board,
    open_clinic,
    open_slots,
    puts,
)
from tests.gatherings.cast import AT, FIRST_DAY, HOUR, Cast, date_of, soup

PARTS = ("cases", "joined", "sessions", "slots")


def brought_by_ben(cast: Cast, call: Gathering) -> None:
    """Something of everything; and others bring canaries."""
    slots, clinic, board = open_slots(call), open_clinic(call), open_board(call)
    for name, word in (("ben", "Kites"), ("cleo", "canary")):
        who = cast.people[name]
        asks(
            who, slots, word, words=f"{word} words", remind=3, from_day=FIRST_DAY,
            not_on=[date_of(call, 3)],
        )  # fmt: skip
        brings(who, clinic, word, words=f"{word} words")
        place = cell(board, "Loft") if name == "ben" else None
        puts(who, board, word, words=f"{word} words", place=place)
    actions.join(cast.ben, Session.objects.get(person=cast.cleo), at=AT)
    actions.join(cast.cleo, Session.objects.get(person=cast.ben), at=AT)
    actions.schedule(cast.ada, call.slots.requests.get(person=cast.ben), date_of(call), at=AT)
    while chosen(clinic) != "ben":
        actions.not_today(cast.cleo, Case.objects.get(person=cast.cleo), at=AT)


def test_an_export_holds_what_somebody_brought_and_nothing_of_others(
    cast: Cast, call: Gathering
) -> None:
    brought_by_ben(cast, call)
    parts = {one.name: one for one in all_parts()}
    found = {name: parts[name].give(cast.ben) for name in PARTS}
    start, words = date_of(call).starts_at, {"title": "Kites", "words": "Kites words"}
    assert found == {
        "cases": [{"gathering": "The call", **words, "brought_at": AT, "chosen_for": start}],
        "joined": [{"gathering": "The call", "since": AT}],
        "sessions": [
            {
                "gathering": "The call", "day": FIRST_DAY, **words, "spot": "Loft",
                "begins": HOUR.replace(hour=10), "put_at": AT,
            }
        ],
        "slots": [
            {
                "gathering": "The call", "slot": "Present your project", **words,
                "from_day": FIRST_DAY, "not_on": [date_of(call, 3).day], "remind": 3,
                "asked_at": AT, "turn": start,
            }
        ],
    }  # fmt: skip
    whole = json.dumps(found, default=str)
    assert "canary" not in whole
    assert not [one.name for one in cast.people.values() if one.name in whole]
    for name in PARTS:
        assert found[name][0].keys() == parts[name].labels.keys()


def left_of(cast: Cast) -> list[int]:
    ben = {"person": cast.ben}
    models = (Request, Case, Choice, Session, Joining)
    return [model.objects.filter(**ben).count() for model in models]


def test_whoever_leaves_takes_everything_along(cast: Cast, call: Gathering) -> None:
    brought_by_ben(cast, call)
    assert left_of(cast) == [1, 1, 1, 1, 1]
    leave(cast.ben, cast.circle, at=AT)
    assert left_of(cast) == [0, 0, 0, 0, 0]
    assert not Turn.objects.exists()
    assert not NotToday.objects.filter(case__person=cast.ben).exists()
    assert Request.objects.get().person == cast.cleo


def test_whoever_leaves_one_circle_keeps_what_they_brought_to_another(
    cast: Cast, call: Gathering
) -> None:
    hill = builders.circle("Hilltop")
    for name in ("ben", "sol"):
        builders.member(hill, cast.people[name])
    elsewhere = open_slots(soup(cast.sol, hill))
    asks(cast.ben, elsewhere)
    brought_by_ben(cast, call)
    leave(cast.ben, cast.circle, at=AT)
    assert Request.objects.get(person=cast.ben).slots == elsewhere


def test_whoever_is_forgotten_leaves_nothing_also_not_of_what_has_been(
    cast: Cast, call: Gathering
) -> None:
    brought_by_ben(cast, call)
    it_has_been(call)
    forget(cast.ben.pk, at=AT)
    assert left_of(cast) == [0, 0, 0, 0, 0]
    assert Case.objects.get().person == cast.cleo
